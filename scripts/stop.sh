#!/usr/bin/env bash
# Stop the platform and leave no process behind; its data stays.
set -euo pipefail
# shellcheck source=lib/load.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/load.sh"

usage() {
    cat <<'END'
Usage: scripts/stop.sh

Stops ServEase, keeps its data (scripts/manage.sh cleanup --data removes it). Safe to repeat.
END
}

case ${1:-} in
    '') ;;
    -h | --help) usage && exit ;;
    *) misused "stop.sh takes no '$1'." ;;
esac

choose_runtime
begin_change scripts/stop.sh
"${RUNTIME}_stop"
