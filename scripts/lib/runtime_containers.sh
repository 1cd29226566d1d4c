# The verbs on a platform in containers.

# The configuration reaches compose through its environment, so that secrets may come from NAME_FILE here too.
compose() (
    local name service arguments=()
    for name in "${!CONFIGURATION[@]}"; do export "$name=${CONFIGURATION[$name]}"; done
    # Replicas that were asked for once stay asked for, by every command.
    for service in "${SERVICES[@]}"; do
        export "$(variable_prefix "$service")_REPLICAS=$(replicas_of "$service")"
    done
    SERVEASE_VERSION=$(folder_version)
    SERVEASE_COMMIT=$(folder_commit)
    export SERVEASE_VERSION SERVEASE_COMMIT
    cd "$ROOT" || exit
    # Without a file named, compose adds docker-compose.override.yml, which is development.
    [[ $(recorded_environment) == development ]] || arguments=(-f docker-compose.yml)
    # The engine starts processes that live as long as the containers.
    keep_nothing_open
    "${COMPOSE[@]}" ${arguments[@]+"${arguments[@]}"} "$@"
)

containers_of() {
    local service=$1
    printf '%s\n' "$service" "$service-events"
    ! has_worker "$service" || printf '%s\n' "$service-worker"
}

services_answer() {
    [[ $(http_status "$GATEWAY_PORT" /health/services) == 200 ]]
}

load_containers() {
    load_running_configuration
    GATEWAY_PORT=${CONFIGURATION[GATEWAY_PORT]:-80}
    [[ ! -r $RUN_DIR/ports.env ]] || recorded_ports
    CONFIGURATION[GATEWAY_PORT]=$GATEWAY_PORT
}

containers_run() {
    [[ -n $(compose ps -q 2>/dev/null) ]]
}

containers_stop() {
    load_containers
    if ! containers_run; then
        say "ServEase is not running in containers."
        return
    fi
    step "Stopping the containers" compose down --remove-orphans
    ! containers_run || fail "Some containers still run: $(compose ps -q | tr '\n' ' ')."
    say "No container of it is left; its data stays in the volumes."
}

require_containers() {
    load_containers
    containers_run || fail "ServEase is not running in containers; scripts/start.sh starts it."
}

containers_status() {
    require_containers
    print_release
    if [[ -n ${1:-} ]]; then
        compose ps | grep -E "NAMES?|${COMPOSE_PROJECT_NAME:-servease}[-_]$1([-_ ]|\$)"
    else
        compose ps
    fi
    services_answer || fail "Not every service is ready: http://localhost:$GATEWAY_PORT/health/services tells which."
}

# containers_logs REQUEST FOLLOW [SERVICE]
containers_logs() {
    local request=$1 follow=$2 arguments=() containers=()
    require_containers
    [[ -z ${3:-} ]] || mapfile -t containers < <(containers_of "$3")
    if [[ $follow == yes ]]; then arguments+=(--follow); else [[ -n $request ]] || arguments+=(--tail 100); fi
    if [[ -n $request && $follow == yes ]]; then
        compose logs "${arguments[@]}" "${containers[@]}" | grep --line-buffered -F "\"$request\""
    elif [[ -n $request ]]; then
        # The lines are JSON objects; what compose writes before them names the container.
        compose logs "${arguments[@]}" "${containers[@]}" 2>&1 | { grep -F "\"$request\"" || true; } | sed 's/^[^{]*//' | in_time_order |
            grep . || fail "No line of the logs carries the request id $request."
    else
        compose logs "${arguments[@]}" "${containers[@]}"
    fi
}

containers_restart() {
    local containers=()
    require_containers
    name_kept_values
    if [[ -n ${1:-} ]]; then mapfile -t containers < <(containers_of "$1"); fi
    step "Restarting ${1:-all containers}" restart_containers "${containers[@]}"
}

restart_containers() {
    # With the configuration as it is now: `up` makes those anew whose configuration changed.
    compose up -d "$@"
    compose restart "$@"
    wait_until 120 services_answer
}

containers_migrate() {
    local service services=("$@")
    require_containers
    ((${#services[@]} > 0)) || services=("${SERVICES[@]}")
    for service in "${services[@]}"; do
        step "Migrating $service" compose exec -T "$service" servease migrate
    done
}

terminal_or_not() {
    [[ -t 0 ]] || printf -- '-T\n'
}

containers_shell() {
    require_containers
    # shellcheck disable=SC2046  # No terminal: one word; a terminal: none.
    if [[ -n ${1:-} ]]; then
        compose exec $(terminal_or_not) "$1" python manage.py shell
    else
        compose exec $(terminal_or_not) postgres psql -U postgres
    fi
}

# containers_exec SERVICE COMMAND...; an empty SERVICE means each in turn
containers_exec() {
    local service=$1
    shift
    require_containers
    # shellcheck disable=SC2046  # No terminal: one word; a terminal: none.
    if [[ -n $service ]]; then
        compose exec $(terminal_or_not) "$service" "$@"
        return
    fi
    for service in "${SERVICES[@]}"; do
        say "== $service"
        compose exec -T "$service" "$@"
    done
}

containers_scale() {
    local service=${1:-} wanted=${2:-}
    require_containers
    if [[ -z $service ]]; then
        for service in "${SERVICES[@]}"; do say "$service $(replicas_of "$service")"; done
        return
    fi
    if [[ -z $wanted ]]; then
        replicas_of "$service"
        return
    fi
    # A PostgreSQL elsewhere (DB_HOST) has as many as its owner gave it.
    [[ ${CONFIGURATION[DB_HOST]:-postgres} != postgres ]] || require_connections "$service" "$wanted"
    mkdir -p "$RUN_DIR/replicas"
    printf '%s\n' "$wanted" >"$RUN_DIR/replicas/$service"
    step "Scaling $service" scale_containers "$service"
    say "$service has $wanted replica(s)."
}

scale_containers() {
    remove_surplus_replicas "$1"
    compose up -d --no-recreate "$1"
    wait_until 120 replicas_answer "$1"
    # The gateway asks the name server anew after five seconds.
    pause 6
    services_answer
}

replicas_answer() {
    local engine=${COMPOSE[0]%-compose} container containers
    mapfile -t containers < <("$engine" ps --quiet --filter "label=com.docker.compose.service=$1" \
        --filter "label=com.docker.compose.project=${COMPOSE_PROJECT_NAME:-servease}")
    ((${#containers[@]} == $(replicas_of "$1"))) || return 1
    for container in "${containers[@]}"; do
        "$engine" exec "$container" python -m chassis.liveness >/dev/null 2>&1 || return 1
    done
}

# podman-compose adds replicas and never takes any away.
remove_surplus_replicas() {
    local engine=${COMPOSE[0]%-compose} number replica
    for ((number = $(replicas_of "$1") + 1; ; number++)); do
        replica=$("$engine" ps --all --quiet --filter "label=com.docker.compose.project=${COMPOSE_PROJECT_NAME:-servease}" \
            --filter "label=com.docker.compose.service=$1" \
            --filter "label=com.docker.compose.container-number=$number")
        [[ -n $replica ]] || return 0
        "$engine" stop "$replica"
        "$engine" rm "$replica"
    done
}

containers_cleanup() {
    local service=${2:-} containers
    load_containers
    if [[ -n $service ]]; then
        require_containers
        confirmed "Remove everything that $service has stored?" || fail "Nothing was removed; --yes answers the question."
        mapfile -t containers < <(containers_of "$service")
        step "Emptying $service" empty_containers_database "$service" "${containers[@]}"
        return
    fi
    confirmed "Stop ServEase and remove all its data?" || fail "Nothing was removed; --yes answers the question."
    step "Removing containers and volumes" compose down --remove-orphans -v
    rm -rf "$RUN_DIR"/{stamps,replicas,runtime,environment,ports.env,overrides.env}
    say "All data of this platform is removed."
}

empty_containers_database() {
    local service=$1
    shift
    compose stop "$@"
    compose exec -T postgres psql -q -U postgres -v ON_ERROR_STOP=1 \
        -c "DROP DATABASE $(short_name "$service")_service_db WITH (FORCE)"
    compose exec -T -u postgres postgres bash /docker-entrypoint-initdb.d/create_databases.sh
    compose up -d "$@"
    wait_until 120 services_answer
}

# A script of ours inside the platform's network. Not `compose run`: under podman the one-off container takes the
# service's name with it, and the gateway would send it requests.
in_the_network() {
    compose exec -T authentication-service python "$@"
}

containers_seed_data() {
    compose exec -T authentication-service python manage.py seed
    in_the_network /scripts/seed.py --gateway http://gateway:8080
    seed_fingerprint >"$RUN_DIR/stamps/seed"
}

containers_seed() {
    require_containers
    [[ $(recorded_environment) == development ]] || fail "Demo data is for development only."
    step "Adding the demo accounts and workshop" containers_seed_data
}

containers_demo() {
    require_containers
    [[ $(recorded_environment) == development ]] || fail "The demo signs in with the demo accounts, which are for development only."
    in_the_network /scripts/demo.py --gateway http://gateway:8080 "$@"
}
