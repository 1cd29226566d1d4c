#!/usr/bin/env bash
# Pin every package exactly: requirements-dev.txt for all, and of it each service's own requirements.txt.
set -euo pipefail

usage() {
    cat <<'TEXT'
Usage: scripts/lock.sh [--upgrade]

Writes requirements-dev.txt from requirements-dev.in, and each service's requirements.txt from its
requirements.in with the same versions. Keeps the versions that are pinned already unless --upgrade is given.
TEXT
}

cd "$(dirname "${BASH_SOURCE[0]}")/.."

upgrade=()
case "${1:-}" in
    "") ;;
    --upgrade) upgrade=(--upgrade) ;;
    -h | --help) usage && exit ;;
    *)
        printf "lock.sh takes no '%s'.\n\n" "$1" >&2
        usage >&2
        exit 2
        ;;
esac

uv=.run/venv/bin/uv
[ -x "$uv" ] || {
    echo "No virtualenv yet: run scripts/setup-dev.sh first." >&2
    exit 1
}

compile() {
    "$uv" pip compile --quiet --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header \
        --no-annotate --no-strip-extras "$@"
}

compile "${upgrade[@]}" requirements-dev.in --output-file requirements-dev.txt
echo "requirements-dev.txt"
for folder in *-service; do
    compile "$folder/requirements.in" --constraint requirements-dev.txt --output-file "$folder/requirements.txt"
    echo "$folder/requirements.txt"
done
