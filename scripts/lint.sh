#!/usr/bin/env bash
# Is the code in order? Every check runs, and the last line counts them.
set -euo pipefail
# shellcheck source=lib/load.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/load.sh"

usage() {
    cat <<'END'
Usage: scripts/lint.sh

Checks ruff (rules and format), mypy (the chassis, the Python client and every service's actions), import-linter,
shellcheck, shfmt, and that each feature which docs/features.md claims is shown by a test.
END
}

case ${1:-} in
    '') ;;
    -h | --help) usage && exit ;;
    *) misused "lint.sh takes no '$1'." ;;
esac

shell_scripts() {
    git ls-files --cached --others --exclude-standard -- '*.sh' .ci/run
}

ruff_rules() {
    ruff check --quiet .
}

ruff_format() {
    ruff format --check --quiet .
}

types_of_the_chassis() {
    cd servease-chassis
    in_service vehicleandproject-service env -C "$ROOT/servease-chassis" DJANGO_SETTINGS_MODULE=tests.settings \
        mypy --config-file ../pyproject.toml --cache-dir "$SHARED_DIR/mypy/chassis" chassis
}

types_of_the_python_client() {
    cd clients/python
    mypy --cache-dir "$SHARED_DIR/mypy/python-client" servease
}

types_of_actions() {
    local service=$1 files
    mapfile -t files < <(cd "$service" && find . -path '*/actions.py' -o -path '*/actions/*.py' | sort)
    in_service "$service" env MYPYPATH="$ROOT/servease-chassis" DJANGO_SETTINGS_MODULE="$(project_package "$service").settings" \
        mypy --config-file ../pyproject.toml --cache-dir "$SHARED_DIR/mypy/$service" --follow-imports silent "${files[@]}"
}

layers() {
    # Derived from the folders, so that the next app is in it without being named.
    python scripts/import_contracts.py "$ROOT" >"$TEST_RUN_DIR/importlinter.ini"
    PYTHONPATH=$(printf '%s:' "$ROOT"/*-service "$ROOT/servease-chassis") \
        lint-imports --no-cache --config "$TEST_RUN_DIR/importlinter.ini"
}

claimed_features() {
    python scripts/features.py --check
}

shell_rules() {
    shell_scripts | xargs shellcheck
}

shell_format() {
    shell_scripts | xargs shfmt -d
}

passed=0 failed=0
# check NAME COMMAND...
check() {
    local name=$1 output started status
    shift
    started=$(milliseconds_now)
    set +e
    output=$(
        set -e
        "$@" 2>&1
    )
    status=$?
    set -e
    if ((status == 0)); then
        passed=$((passed + 1))
        say "  $name ok ($(seconds_since "$started") s)"
    else
        failed=$((failed + 1))
        say "  $name FAILED"
        printf '%s\n' "$output"
    fi
}

ensure_packages "$TEST_PACKAGES"
ensure_virtualenv
write_test_environment
cd "$ROOT"
PATH=$VENV/bin:$PATH

check "ruff: rules (mend: .run/venv/bin/ruff check --fix)" ruff_rules
check "ruff: format (mend: .run/venv/bin/ruff format)" ruff_format
check "shellcheck" shell_rules
check "shfmt (mend: shfmt -w)" shell_format
check "import-linter: layers" layers
check "features: claimed and shown" claimed_features
check "mypy: chassis" types_of_the_chassis
check "mypy: Python client" types_of_the_python_client
for service in "${PRESENT[@]}"; do
    check "mypy: actions of $service" types_of_actions "$service"
done

printf '%s passed, %s failed\n' "$passed" "$failed"
((failed == 0))
