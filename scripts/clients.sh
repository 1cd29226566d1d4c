#!/usr/bin/env bash
# After a change of the API: make the clients' types and operations anew.
set -euo pipefail
# shellcheck source=lib/load.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/load.sh"

usage() {
    cat <<'END'
Usage: scripts/clients.sh [--check | --packages]

Makes what clients/typescript and clients/python take from the merged schema: the types of both, the table of operations
and the methods, and the ES modules of the TypeScript client. scripts/contracts.sh does it too.

  --check     write nothing; fail if anything would change
  --packages  only install what building the TypeScript client takes
END
}

does='write'
case ${1:-} in
    '') ;;
    --check | --packages) does=${1#--} ;;
    -h | --help) usage && exit ;;
    *) misused "clients.sh takes no '$1'." ;;
esac

# Two parts of the tests at once must not install into the same folder.
install_typescript() (
    installed=node_modules/.package-lock.json
    exec {packages_lock}>"$SHARED_DIR/typescript.lock"
    flock "$packages_lock"
    [[ ! $installed -nt package-lock.json ]] || exit 0
    npm ci --silent --no-audit --no-fund --ignore-scripts
    touch "$installed"
)

# make_clients ROOT: in a tree with the merged schema and the clients.
make_clients() {
    local python_client=$1/clients/python/servease
    python "$ROOT/scripts/client_operations.py" --root "$1" --flat "$flat"
    datamodel-codegen --input "$flat" --input-file-type openapi --output "$python_client/types.pyi" \
        --output-model-type typing.TypedDict --no-use-closed-typed-dict --enum-field-as-literal all \
        --target-python-version 3.11 --use-standard-collections --use-union-operator --formatters builtin \
        --custom-file-header '"""Written by scripts/clients.sh from the document of all routes."""'
    ruff format --quiet --config "$ROOT/pyproject.toml" "$python_client"
    cd "$1/clients/typescript"
    rm -rf dist
    npm run --silent generate >/dev/null
    npm run --silent build
}

scratch=$(mktemp -d)
flat=$scratch/openapi.json
trap 'rm -rf "$scratch"' EXIT

ensure_packages "$TEST_PACKAGES"
ensure_virtualenv
PATH=$VENV/bin:$PATH
cd "$ROOT/clients/typescript"
install_typescript
[[ $does != packages ]] || exit 0

if [[ $does == write ]]; then
    make_clients "$ROOT"
    say "clients/typescript, clients/python"
    exit
fi

made_by_tools=(--exclude node_modules --exclude .built --exclude __pycache__ --exclude '.*_cache')
copy=$scratch/copy
mkdir -p "$copy/nginx/docs"
cp "$ROOT/nginx/docs/openapi.json" "$copy/nginx/docs/"
tar -C "$ROOT" "${made_by_tools[@]}" -cf - clients | tar -C "$copy" -xf -
ln -s "$ROOT/clients/typescript/node_modules" "$copy/clients/typescript/node_modules"
make_clients "$copy"
diff -rq "${made_by_tools[@]}" "$ROOT/clients" "$copy/clients" >&2 || {
    echo "clients/ is not what the merged schema makes; run scripts/clients.sh." >&2
    exit 1
}
