#!/usr/bin/env bash
# Become the gateway's nginx. When a master is killed its workers live on and keep the port, so they go first.
#
#   gateway.sh FOLDER CONFIGURATION
set -euo pipefail

LIBRARY=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../scripts/lib" && pwd)
SERVEASE_RUN_DIR=$SERVEASE_PLATFORM
# shellcheck source=../../scripts/lib/project.sh
. "$LIBRARY/project.sh"
# shellcheck source=../../scripts/lib/processes.sh
. "$LIBRARY/processes.sh"

cd "$1"
mapfile -t workers < <(working_in "$1" nginx)
((${#workers[@]} == 0)) || kill -QUIT "${workers[@]}" 2>/dev/null || true
exec nginx -e /dev/stderr -c "$2" -g 'daemon off;'
