# Which containers are this platform's, and how are the engine and compose told about it?

# The engine starts processes that live as long as the containers; they must not keep a lock of ours.
engine() (
    keep_nothing_open
    "${COMPOSE[0]%-compose}" "$@"
)

# As every compose works it out.
project_name() {
    local name=${COMPOSE_PROJECT_NAME:-}
    [[ -n $name || ! -r $ROOT/.env ]] || name=$(sed -n 's/^COMPOSE_PROJECT_NAME=//p' "$ROOT/.env")
    [[ -n $name ]] || name=$(basename "${ROOT,,}" | tr -cd 'a-z0-9_-')
    printf '%s\n' "$name"
}

# containers_in STATE-OR-all [CONTAINER-SERVICE]: their ids, replica 1 first
containers_in() {
    local filters=(--filter "label=com.docker.compose.project=$(project_name)")
    [[ $1 == all ]] || filters+=(--filter "status=$1")
    [[ -z ${2:-} ]] || filters+=(--filter "label=com.docker.compose.service=$2")
    engine ps --all "${filters[@]}" --format '{{.Names}} {{.ID}}' | sort -V | awk '{ print $NF }'
}

containers_run() {
    [[ -n $(containers_in running) ]]
}

# The record of a start here; compose alone leaves none.
is_recorded() {
    [[ -r $RUN_DIR/environment && -r $RUN_DIR/runtime && $(<"$RUN_DIR/runtime") == containers ]]
}

variables_of_container() {
    engine inspect --format '{{range .Config.Env}}{{println .}}{{end}}' "$1"
}

# Only the override file, which is development, says DEBUG=true.
environment_of_containers() {
    local containers
    mapfile -t containers < <(containers_in all authentication-service)
    if ((${#containers[@]} == 0)) || variables_of_container "${containers[0]}" | grep -x DEBUG=true >/dev/null; then
        printf 'development\n'
    else
        printf 'production\n'
    fi
}

# The configuration reaches compose through its environment, so that secrets may come from NAME_FILE here too. A
# platform that compose alone has started in development keeps what compose itself finds: a .env, its own defaults.
compose() (
    local environment name service arguments=()
    environment=$(recorded_environment)
    if is_recorded || [[ $environment == production ]]; then
        for name in "${!CONFIGURATION[@]}"; do export "$name=${CONFIGURATION[$name]}"; done
        SERVEASE_VERSION=$(folder_version)
        SERVEASE_COMMIT=$(folder_commit)
        export SERVEASE_VERSION SERVEASE_COMMIT
    fi
    # Replicas that were asked for once stay asked for, by every command.
    for service in "${SERVICES[@]}"; do
        [[ ! -r $RUN_DIR/replicas/$service ]] || export "$(variable_prefix "$service")_REPLICAS=$(replicas_of "$service")"
    done
    cd "$ROOT" || exit
    # Without a file named, compose adds docker-compose.override.yml, which is development.
    [[ $environment == development ]] || arguments=(-f docker-compose.yml)
    keep_nothing_open
    "${COMPOSE[@]}" ${arguments[@]+"${arguments[@]}"} "$@"
)

# podman-compose 1.0 does not know what orphans are.
compose_down() {
    local arguments=()
    ! compose down --help | grep -e --remove-orphans >/dev/null || arguments=(--remove-orphans)
    compose down ${arguments[@]+"${arguments[@]}"} "$@"
}

# The containers of a service are those of its roles; gateway, postgres and redis are one each.
containers_of() {
    printf '%s\n' "$1"
    is_service "$1" || return 0
    printf '%s\n' "$1-events"
    ! has_worker "$1" || printf '%s\n' "$1-worker"
    ! has_stream "$1" || printf '%s\n' "$1-stream"
}

# Those of which there may be several.
replicated_containers_of() {
    printf '%s\n' "$1"
    ! has_stream "$1" || printf '%s\n' "$1-stream"
}

# Where the running gateway is, or was last.
find_gateway_port() {
    local container
    GATEWAY_PORT=${CONFIGURATION[GATEWAY_PORT]:-80}
    [[ ! -r $RUN_DIR/ports.env ]] || recorded_ports
    container=$(containers_in running gateway)
    [[ -z $container ]] || GATEWAY_PORT=$(engine port "$container" 8080/tcp | sed -n '1s/.*://p')
    CONFIGURATION[GATEWAY_PORT]=$GATEWAY_PORT
}

services_answer() {
    [[ $(http_status "$GATEWAY_PORT" /health/services) == 200 ]]
}

load_containers() {
    load_running_configuration
    find_gateway_port
}

require_containers() {
    load_containers
    containers_run || fail "ServEase is not running in containers; scripts/start.sh starts it."
}
