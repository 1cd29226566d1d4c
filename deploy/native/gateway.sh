#!/usr/bin/env bash
# Become the gateway's nginx. When a master is killed its workers live on and keep the port, so they go first.
#
#   gateway.sh CONFIGURATION ERROR_LOG ACCESS_LOG
set -euo pipefail

LIBRARY=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../scripts/lib" && pwd)
SERVEASE_RUN_DIR=$SERVEASE_PLATFORM
# shellcheck source=../../scripts/lib/project.sh
. "$LIBRARY/project.sh"
# shellcheck source=../../scripts/lib/processes.sh
. "$LIBRARY/processes.sh"

mapfile -t workers < <(holders_of "$3")
((${#workers[@]} == 0)) || kill -QUIT "${workers[@]}" 2>/dev/null || true
exec nginx -e "$2" -c "$1" -g 'daemon off;'
