#!/usr/bin/env bash
# After a change of the API: write down what the services promise, each in its contracts/openapi.yaml.
set -euo pipefail
# shellcheck source=lib/load.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/load.sh"

usage() {
    cat <<'END'
Usage: scripts/contracts.sh [service...]

Writes contracts/openapi.yaml of the services named, or of all; then the merged schema, the page of errors, the
guide's tables of routes and its page, and the clients. Needs no running platform.
END
}

wanted=()
while (($# > 0)); do
    case $1 in
        -h | --help) usage && exit ;;
        *)
            require_service "${1%/}"
            wanted+=("${1%/}")
            ;;
    esac
    shift
done

ensure_packages "$TEST_PACKAGES"
ensure_virtualenv
write_test_environment
((${#wanted[@]} > 0)) || wanted=("${PRESENT[@]}")
cd "$ROOT"
PATH=$VENV/bin:$PATH

for service in "${wanted[@]}"; do
    in_service "$service" python manage.py spectacular --file contracts/openapi.yaml --validate --fail-on-warn
    say "$service/contracts/openapi.yaml"
done
python scripts/merge_openapi.py
python scripts/errors_page.py
say "nginx/docs/errors/index.html"
python scripts/list_routes.py
say "URL_STRUCTURE_GUIDE.md"
python scripts/guide_page.py
say "nginx/docs/guide.html"
scripts/clients.sh
