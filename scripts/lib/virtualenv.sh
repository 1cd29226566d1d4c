# Are the Python packages there, in exactly the locked versions?

virtualenv_fingerprint() {
    {
        "$PYTHON" --version
        cat "$ROOT/requirements-dev.txt" "$ROOT/servease-chassis/pyproject.toml"
    } | as_one
}

virtualenv_is_current() {
    [[ -x $VENV/bin/python && -r $VENV/lock.fingerprint && $(<"$VENV/lock.fingerprint") == "$(virtualenv_fingerprint)" ]]
}

locked_version() {
    sed -n "s/^$1==\([^ ;]*\).*/\1/p" "$ROOT/requirements-dev.txt"
}

# uv installs the hundred packages several times faster than pip, which remains the way where uv cannot.
install_with_uv() {
    "$VENV/bin/uv" --version || "$VENV/bin/python" -m pip install -q "uv==$(locked_version uv)"
    VIRTUAL_ENV=$VENV "$VENV/bin/uv" pip install --compile-bytecode -r "$ROOT/requirements-dev.txt"
}

install_python_packages() {
    "$VENV/bin/python" -m pip --version || "$PYTHON" -m venv "$VENV"
    install_with_uv || "$VENV/bin/python" -m pip install -q -r "$ROOT/requirements-dev.txt"
    "$VENV/bin/python" -m pip install -q --no-deps -e "$ROOT/servease-chassis"
    virtualenv_fingerprint >"$VENV/lock.fingerprint"
}

ensure_virtualenv() {
    [[ -r $ROOT/requirements-dev.txt ]] || fail "There is no requirements-dev.txt in $ROOT."
    mkdir -p "$SHARED_DIR"
    # Two scripts at once must not build the same folder.
    exec {virtualenv_lock}>"$SHARED_DIR/virtualenv.lock"
    flock "$virtualenv_lock"
    virtualenv_is_current || step "Installing the locked Python packages" install_python_packages
    flock -u "$virtualenv_lock"
    exec {virtualenv_lock}>&-
}
