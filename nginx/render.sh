#!/bin/sh
# Render a complete nginx configuration from the environment and print the path of its nginx.conf.
#
#   render.sh OUT_DIR
#
# Needed: GATEWAY_STATE_DIR (pid, temporary files, logs) and GATEWAY_DOCS_DIR (see collect_docs.sh).
# Optional, with these defaults:
#   GATEWAY_PORT=80  RATE_LIMIT_API=50r/s  RATE_LIMIT_AUTH=5r/s (nginx notation)
#   CORS_ALLOWED_ORIGINS=    origins, separated by commas
#   ALLOWED_HOSTS=*          host names that are served: exact, .example.com with all below it, * for any
#   TRUSTED_PROXIES=         networks whose X-Forwarded-For and -Proto are believed, separated by commas
#   UPSTREAMS_FILE=          a file with one `upstream X-service { … }` a service; without it each service is
#                            looked up by name at every request, at the host and port of its *_SERVICE_URL
#   NAME_SERVERS=            who knows those names; the first of /etc/resolv.conf
#   GATEWAY_ACCESS_LOG, GATEWAY_ERROR_LOG=    files in GATEWAY_STATE_DIR
#   SERVEASE_VERSION=unknown  SERVEASE_COMMIT=unknown    the release that /health tells
#   DEBUG=false              true in development: the pages name the demo accounts
#   GATEWAY_USER=nobody      whose rights the workers have, when nginx is started by root
set -eu

fail() {
    echo "render.sh: $1" >&2
    exit 2
}

# Whatever lands in the configuration could also end a directive and begin another.
require_path() {
    case $2 in
        /*) ;;
        *) fail "$1 must be an absolute path, not '$2'." ;;
    esac
    ! printf '%s' "$2" | grep -qz '[;{}"'"'"'$[:space:]]' || fail "$1 has characters that nginx cannot take: '$2'."
}

require_match() {
    printf '%s' "$2" | grep -Eqxz "$3" || fail "$1 must be $4, not '$2'."
}

constant() {
    echo "map \"\" \$$1 { default '$2'; }"
}

# The whole seconds in which a rate (50r/s, 10r/m) lets one more request pass.
wait_of() {
    number=${1%r/*}
    case $1 in
        */s) echo 1 ;;
        */m) echo $(((60 + number - 1) / number)) ;;
    esac
}

policy_of() {
    case $2 in
        */s) window=1 ;;
        */m) window=60 ;;
    esac
    echo "\"$1\";q=${2%r/*};w=$window"
}

rate_limits() {
    constant api_rate_limit_policy "$(policy_of api "$RATE_LIMIT_API")"
    constant api_rate_limit_wait "$(wait_of "$RATE_LIMIT_API")"
    constant authentication_rate_limit_policy "$(policy_of authentication "$RATE_LIMIT_AUTH")"
    constant authentication_rate_limit_wait "$(wait_of "$RATE_LIMIT_AUTH")"
}

# Routes say `proxy_pass http://$X_service`: the name of an upstream group, or host and port.
service() {
    upstream "$1_service" "$1-service" "$2" "$3"
}

# upstream CONSTANT GROUP NAME_OF_ADDRESS ADDRESS
upstream() {
    if [ -n "$UPSTREAMS_FILE" ]; then
        constant "$1" "$2"
        return
    fi
    address=${4#http://}
    require_match "$3" "${address%/}" '[A-Za-z0-9.-]+:[0-9]+' "like http://host:port"
    constant "$1" "${address%/}"
}

services() {
    service authentication AUTH_SERVICE_URL "${AUTH_SERVICE_URL:-http://authentication-service:8001}"
    service customer CUSTOMER_SERVICE_URL "${CUSTOMER_SERVICE_URL:-http://customer-service:8002}"
    service employee EMPLOYEE_SERVICE_URL "${EMPLOYEE_SERVICE_URL:-http://employee-service:8003}"
    service vehicleandproject VEHICLE_SERVICE_URL "${VEHICLE_SERVICE_URL:-http://vehicleandproject-service:8004}"
    service appointment APPOINTMENT_SERVICE_URL "${APPOINTMENT_SERVICE_URL:-http://appointment-service:8005}"
    service notification NOTIFICATION_SERVICE_URL "${NOTIFICATION_SERVICE_URL:-http://notification-service:8006}"
    service user USER_SERVICE_URL "${USER_SERVICE_URL:-http://user-service:8007}"
    service chatbot CHATBOT_SERVICE_URL "${CHATBOT_SERVICE_URL:-http://chatbot-service:8008}"
    upstream notification_stream notification-service-stream NOTIFICATION_STREAM_URL \
        "${NOTIFICATION_STREAM_URL:-http://notification-service-stream:8009}"
    if [ -n "$UPSTREAMS_FILE" ]; then
        cat "$UPSTREAMS_FILE"
    else
        # Asked again every few seconds, so that new replicas take load and gone ones lose it.
        echo "resolver $NAME_SERVERS valid=5s ipv6=off;"
        echo "resolver_timeout 2s;"
    fi
}

release() {
    constant servease_version "$SERVEASE_VERSION"
    constant servease_commit "$SERVEASE_COMMIT"
}

# What is_development is to the pages: empty, or a word.
development() {
    require_match DEBUG "$DEBUG" 'true|false' "true or false"
    [ "$DEBUG" = true ] || DEBUG=
    constant is_development "$DEBUG"
}

# {"appointments":"/api/v1/appointments/",...}: each route's noun and its address.
resources() {
    for route in "$source"/routes/*.conf; do
        noun=$(basename "$route" .conf)
        printf '"%s":"/api/v1/%s/"\n' "$noun" "$noun"
    done | sort | paste -sd , | sed 's/.*/{&}/'
}

origins() {
    echo "map \$http_origin \$allowed_origin {"
    echo "    default '';"
    for origin in $(printf '%s' "$CORS_ALLOWED_ORIGINS" | tr ',' ' '); do
        require_match CORS_ALLOWED_ORIGINS "$origin" 'https?://[A-Za-z0-9.-]+(:[0-9]+)?' \
            "a comma-separated list of origins"
        echo "    '$origin' '$origin';"
    done
    echo "}"
}

trusted_proxies() {
    trusted=''
    for network in $(printf '%s' "$TRUSTED_PROXIES" | tr ',' ' '); do
        require_match TRUSTED_PROXIES "$network" '[0-9a-fA-F.:]+(/[0-9]+)?' "a comma-separated list of networks"
        echo "set_real_ip_from $network;"
        trusted="$trusted $network 1;"
    done
    echo "real_ip_header X-Forwarded-For;"
    echo "real_ip_recursive on;"
    echo "geo \$realip_remote_addr \$proxy_is_trusted { default 0;$trusted }"
}

hosts() {
    echo "map \$host \$host_is_served {"
    echo "    hostnames;"
    set -f
    for host in $(printf '%s' "$ALLOWED_HOSTS" | tr ',' ' ' | tr -s ' ' '\n' | sort -fu); do
        require_match ALLOWED_HOSTS "$host" '\*|\.?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*|\[[0-9A-Fa-f:.]+\]' \
            "a comma-separated list of host names"
        [ "$host" != '*' ] || host=default
        echo "    $host 1;"
    done
    set +f
    echo "}"
}

# A machine may have no IPv6 at all, and then nobody can listen there.
listeners() {
    echo "listen $GATEWAY_PORT default_server;"
    ! grep -q . /proc/net/if_inet6 2>/dev/null || echo "listen [::]:$GATEWAY_PORT default_server ipv6only=on;"
}

# Only the first: nginx asks all of them in turn, and those behind it know no containers.
name_servers() {
    awk '$1 == "nameserver" { print ($2 ~ /:/ ? "[" $2 "]" : $2); exit }' /etc/resolv.conf
}

worker_user() {
    [ "$(id -u)" = 0 ] || return 0
    group=$(id -gn "$GATEWAY_USER" 2>/dev/null) || fail "GATEWAY_USER names no user here: '$GATEWAY_USER'."
    echo "user $GATEWAY_USER $group;"
}

[ $# = 1 ] || fail "usage: render.sh OUT_DIR"
command -v envsubst >/dev/null || fail "envsubst is missing; it is in Debian's package gettext-base."
source=$(cd "$(dirname "$0")" && pwd)
out=$1

require_path GATEWAY_STATE_DIR "${GATEWAY_STATE_DIR:-}"
require_path GATEWAY_DOCS_DIR "${GATEWAY_DOCS_DIR:-}"
GATEWAY_PORT=${GATEWAY_PORT:-80}
RATE_LIMIT_API=${RATE_LIMIT_API:-50r/s}
RATE_LIMIT_AUTH=${RATE_LIMIT_AUTH:-5r/s}
CORS_ALLOWED_ORIGINS=${CORS_ALLOWED_ORIGINS:-}
ALLOWED_HOSTS=${ALLOWED_HOSTS:-*}
TRUSTED_PROXIES=${TRUSTED_PROXIES:-}
UPSTREAMS_FILE=${UPSTREAMS_FILE:-}
NAME_SERVERS=${NAME_SERVERS:-$(name_servers)}
GATEWAY_ACCESS_LOG=${GATEWAY_ACCESS_LOG:-$GATEWAY_STATE_DIR/access.log}
GATEWAY_ERROR_LOG=${GATEWAY_ERROR_LOG:-$GATEWAY_STATE_DIR/error.log}
GATEWAY_USER=${GATEWAY_USER:-nobody}
SERVEASE_VERSION=${SERVEASE_VERSION:-unknown}
SERVEASE_COMMIT=${SERVEASE_COMMIT:-unknown}
DEBUG=${DEBUG:-false}
require_match GATEWAY_PORT "$GATEWAY_PORT" '[0-9]+' "a number"
require_match RATE_LIMIT_API "$RATE_LIMIT_API" '[1-9][0-9]*r/[sm]' "a rate such as 50r/s"
require_match RATE_LIMIT_AUTH "$RATE_LIMIT_AUTH" '[1-9][0-9]*r/[sm]' "a rate such as 5r/s"
require_match SERVEASE_VERSION "$SERVEASE_VERSION" '[A-Za-z0-9.+-]+' "a version such as 1.0.0"
require_match SERVEASE_COMMIT "$SERVEASE_COMMIT" '[A-Za-z0-9-]+' "a commit's hash"
require_path GATEWAY_ACCESS_LOG "$GATEWAY_ACCESS_LOG"
require_path GATEWAY_ERROR_LOG "$GATEWAY_ERROR_LOG"
[ -n "$UPSTREAMS_FILE" ] || require_match NAME_SERVERS "$NAME_SERVERS" '[][0-9a-fA-F.: ]+' "a list of addresses"
[ -z "$UPSTREAMS_FILE" ] || [ -r "$UPSTREAMS_FILE" ] || fail "UPSTREAMS_FILE cannot be read: '$UPSTREAMS_FILE'."
WORKER_USER=$(worker_user)
export GATEWAY_STATE_DIR GATEWAY_ACCESS_LOG GATEWAY_ERROR_LOG RATE_LIMIT_API RATE_LIMIT_AUTH WORKER_USER

mkdir -p "$out/rendered" "$GATEWAY_STATE_DIR"
out=$(cd "$out" && pwd)
for part in maps snippets routes; do
    rm -rf "${out:?}/$part"
    cp -R "$source/$part" "$out/$part"
done
rate_limits >"$out/rendered/rate_limits.conf"
services >"$out/rendered/services.conf"
origins >"$out/rendered/origins.conf"
trusted_proxies >"$out/rendered/trusted_proxies.conf"
listeners >"$out/listeners.conf"
hosts >"$out/rendered/hosts.conf"
constant docs_directory "$GATEWAY_DOCS_DIR" >"$out/rendered/docs.conf"
release >"$out/rendered/release.conf"
development >"$out/rendered/development.conf"
constant resources "$(resources)" >"$out/rendered/resources.conf"
# The single quotes are meant: envsubst replaces these names and leaves nginx's own variables alone.
# shellcheck disable=SC2016
envsubst '${GATEWAY_STATE_DIR} ${GATEWAY_ACCESS_LOG} ${GATEWAY_ERROR_LOG} ${RATE_LIMIT_API} ${RATE_LIMIT_AUTH} ${WORKER_USER}' \
    <"$source/nginx.conf" >"$out/nginx.conf"
echo "$out/nginx.conf"
