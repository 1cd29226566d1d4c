#!/usr/bin/env bash
# Install what development and the tests need, without starting anything.
set -euo pipefail
# shellcheck source=lib/load.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/load.sh"

usage() {
    cat <<'END'
Usage: scripts/setup-dev.sh

Installs the Debian packages (servers and test tools) and the locked Python packages. Safe to repeat.
END
}

case ${1:-} in
    '') ;;
    -h | --help) usage && exit ;;
    *) misused "setup-dev.sh takes no '$1'." ;;
esac

require_run_folder
ensure_packages "$RUNTIME_PACKAGES$TEST_PACKAGES"
ensure_virtualenv
say "Everything is installed. scripts/start.sh starts ServEase, scripts/test.sh tests it."
