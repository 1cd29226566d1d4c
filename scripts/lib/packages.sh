# Which of Debian's packages are needed, and may we install them?

# what must exist, and the package that brings it
RUNTIME_PACKAGES="
$POSTGRES_BIN/postgres                                   postgresql-15
/usr/share/postgresql/15/extension/btree_gist.control    postgresql-contrib
redis-server                                             redis-server
nginx                                                    nginx-light
envsubst                                                 gettext-base
"
TEST_PACKAGES="
shellcheck    shellcheck
shfmt         shfmt
chromium      chromium
node          nodejs
npm           npm
wrk           wrk
faketime      faketime
systemd-analyze   systemd
"

find_python() {
    local candidate
    for candidate in "${SERVEASE_PYTHON:-python3.11}" /usr/bin/python3.11; do
        PYTHON=$(command -v "$candidate" || true)
        [[ -z $PYTHON ]] || return 0
    done
    return 1
}

python_can_make_virtualenvs() {
    find_python && "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null
}

# A file by its whole path, a command by its name. A name must not be looked for here: there is a folder `nginx`.
is_present() {
    case $1 in
        /*) [[ -e $1 ]] ;;
        *) command -v "$1" >/dev/null ;;
    esac
}

# missing_packages TABLE...
missing_packages() {
    local needed package
    while read -r needed package; do
        [[ -z $needed ]] || is_present "$needed" || printf '%s\n' "$package"
    done <<<"$*"
    find_python || printf 'python3.11\n'
    [[ -x $VENV/bin/python ]] || python_can_make_virtualenvs || printf 'python3.11-venv\n'
}

may_install_packages() {
    [[ $EUID == 0 ]] && command -v apt-get >/dev/null
}

# Debian starts a server as soon as it is installed, unless policy-rc.d says no. Ours are private and our own, so
# for the time of the installation it says no; what it said before comes back however this ends.
apt_install_without_starting() (
    local policy=/usr/sbin/policy-rc.d kept=/usr/sbin/policy-rc.d.before-servease
    [[ ! -e $policy || -e $kept ]] || mv "$policy" "$kept"
    trap 'rm -f "$policy"; [[ ! -e $kept ]] || mv "$kept" "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    export DEBIAN_FRONTEND=noninteractive
    apt-get -q update
    apt-get -q -y --no-install-recommends --no-upgrade -o DPkg::Lock::Timeout=120 install "$@"
)

# Not at the next boot either.
disable_system_servers() {
    local package
    for package in "$@"; do
        case $package in
            postgresql-15) update-rc.d postgresql disable || true ;;
            redis-server) update-rc.d redis-server disable || true ;;
            nginx-light) update-rc.d nginx disable || true ;;
        esac
    done
}

install_packages() {
    apt_install_without_starting "$@"
    disable_system_servers "$@"
}

# ensure_packages TABLE...: install what is missing, or name the command and change nothing.
ensure_packages() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    if ((${#missing[@]} > 0)); then
        may_install_packages ||
            fail "These Debian packages are missing; please run: sudo apt-get install -y --no-install-recommends ${missing[*]}"
        step "Installing Debian packages: ${missing[*]}" install_packages "${missing[@]}"
        mapfile -t missing < <(missing_packages "$@")
        ((${#missing[@]} == 0)) || fail "After the installation these are still missing: ${missing[*]}."
    fi
    find_python || fail "Python 3.11 is missing; please install it."
}
