#!/usr/bin/env bash
# Become one process of a service, in the environment that scripts/start.sh wrote for it.
#
#   process.sh SERVICE ROLE [REPLICA]      a role of the `servease` command: service, replica, web, events, migrate …
#   process.sh SERVICE -- COMMAND...       any command in that service's folder
set -euo pipefail

LIBRARY=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../scripts/lib" && pwd)
SERVEASE_RUN_DIR=${SERVEASE_PLATFORM:-${SERVEASE_RUN_DIR:-}}
# shellcheck source=../../scripts/lib/project.sh
. "$LIBRARY/project.sh"

service=$1 role=$2 replica=${3:-1}
set -a
# shellcheck source=/dev/null
. "$RUN_DIR/services/$service.env"
set +a
cd "$ROOT/$service"
export PATH=$VENV/bin:$PATH

case $role in
    --) exec "${@:3}" ;;
    service | replica | web)
        export INSTANCE=$service-$replica PORT=$((PORT + 10 * (replica - 1)))
        [[ -z ${STREAM_PORT:-} ]] || export STREAM_PORT=$((STREAM_PORT + 10 * (replica - 1)))
        ;;
    *) export INSTANCE=$service-$role ;;
esac
exec servease "$role"
