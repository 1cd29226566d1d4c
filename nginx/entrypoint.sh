#!/bin/sh
# Render the configuration, then become nginx. The port inside is fixed; compose publishes it as GATEWAY_PORT.
set -eu
export GATEWAY_PORT=8080 GATEWAY_STATE_DIR=/run/gateway GATEWAY_DOCS_DIR=/docs
export GATEWAY_ACCESS_LOG=/dev/stdout GATEWAY_ERROR_LOG=/dev/stderr
/gateway/render.sh /run/gateway/configuration >/dev/null
exec "$@"
