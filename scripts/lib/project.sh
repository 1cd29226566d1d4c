# Where is everything? All paths the other pieces use.
ROOT=$(cd "$LIBRARY/../.." && pwd)

# A second platform beside the first has a run folder and ports of its own.
RUN_DIR=$(realpath -m "${SERVEASE_RUN_DIR:-$ROOT/.run}")
PORT_OFFSET=${PORT_OFFSET:-}

# The virtualenv and the tools' caches serve every platform of this clone.
SHARED_DIR=$ROOT/.run
VENV=$SHARED_DIR/venv

TEMPLATES=$ROOT/deploy/native
POSTGRES_BIN=/usr/lib/postgresql/15/bin

# A long text as a short one, by which it is known again.
as_one() {
    sha256sum | cut -d' ' -f1
}

# nginx and others live in /usr/sbin, which an ordinary user's PATH may leave out.
PATH=$PATH:/usr/sbin:/sbin
