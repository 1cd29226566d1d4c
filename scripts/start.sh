#!/usr/bin/env bash
# Set up whatever is missing and start the platform; ends when every service is ready.
set -euo pipefail
# shellcheck source=lib/load.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/load.sh"

usage() {
    cat <<'END'
Usage: scripts/start.sh [development|production]

Starts ServEase in containers where a container engine answers, otherwise natively, and ends when every
service is ready. Safe to repeat: on a running platform it applies what has changed and restarts only that.
Development is the default and comes with demo accounts.

  SERVEASE_RUNTIME=native|containers   decides instead of looking for an engine
  GATEWAY_PORT=8080                    where the gateway listens (default 80)
  SERVEASE_RUN_DIR, PORT_OFFSET        another platform beside this one: its folder, and what to add to its ports
Every variable of .env.development and .env.production may also be set in the environment. Each start begins
anew: it knows nothing of what an earlier one was given.
END
}

case ${1:-development} in
    development | production) ;;
    -h | --help) usage && exit ;;
    *) misused "There is no environment '$1'." ;;
esac
(($# <= 1)) || misused "One environment is enough."

require_run_folder
choose_runtime
begin_change scripts/start.sh
[[ -e $RUN_DIR/started ]] || name_small_machine
"${RUNTIME}_start" "${1:-development}"
