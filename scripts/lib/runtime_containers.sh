# The verbs on a platform in containers.

# What the images are known by (nginx/Dockerfile and the services').
IMAGE_LABEL=org.opencontainers.image.vendor=ServEase

containers_stop() {
    load_containers
    if ! containers_run; then
        say "ServEase is not running in containers."
        return
    fi
    step "Stopping the containers" compose_down
    ! containers_run || fail "Some containers still run: $(containers_in running | tr '\n' ' ')."
    say "No container of it is left; its data stays in the volumes."
}

containers_status() {
    local name
    require_containers
    print_release
    {
        printf 'CONTAINER\tSTATE\tPORTS\n'
        if [[ -n ${1:-} ]]; then for name in $(containers_of "$1"); do container_states "$name"; done; else container_states; fi
    } | awk -F '\t' '{ printf "%-46s %-28s %s\n", $1, $2, $3 }'
    services_answer || fail "Not every service is ready: http://localhost:$GATEWAY_PORT/health/services tells which."
}

containers_client_environment() {
    require_containers
    require_demo_accounts 'status --env'
    in_the_network /scripts/client_environment.py --gateway http://gateway:8080 --address "$(gateway_address)"
}

# container_states [CONTAINER-SERVICE]
container_states() {
    engine ps --all --filter "label=com.docker.compose.project=$(project_name)" \
        ${1:+--filter "label=com.docker.compose.service=$1"} \
        --format '{{.Names}}\t{{.Status}}\t{{.Ports}}' | sort -V
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
        # The lines are JSON objects; what compose writes around them names the container, and colours it.
        compose logs "${arguments[@]}" "${containers[@]}" 2>&1 | { grep -F "\"$request\"" || true; } | sed 's/^[^{]*//; s/[^}]*$//' | in_time_order |
            grep . | for_the_reader || fail "No line of the logs carries the request id $request."
    else
        compose logs "${arguments[@]}" "${containers[@]}"
    fi
}

containers_restart() {
    local names=()
    require_containers
    name_kept_values
    if [[ -n ${1:-} ]]; then
        mapfile -t names < <(containers_of "$1")
        step "Restarting $1" restart_containers "${names[@]}"
    else
        mapfile -t names < <(for service in "${SERVICES[@]}"; do containers_of "$service"; done)
        step "Restarting the services" restart_containers "${names[@]}"
        step "Bringing gateway, PostgreSQL and Redis up to date" compose up -d
    fi
}

# restart_containers CONTAINER-SERVICE...: with the configuration as it is now. Where there are replicas one always
# answers; of the rest, compose makes anew what is configured otherwise now, and what it leaves is restarted.
restart_containers() {
    local name containers single=() left=()
    for name in "$@"; do
        if has_several_replicas "$name"; then renew_replicas "$name"; else single+=("$name"); fi
    done
    if ((${#single[@]} > 0)); then
        mapfile -t containers < <(containers_of_all "${single[@]}")
        compose up -d --no-deps "${single[@]}"
        mapfile -t left < <(comm -12 <(printf '%s\n' "${containers[@]}" | sort) <(containers_of_all "${single[@]}" | sort))
        ((${#left[@]} == 0)) || in_parallel 8 restart_container "${left[@]}"
        mapfile -t containers < <(containers_of_all "${single[@]}")
        wait_until 120 containers_answer "${containers[@]}"
    fi
    wait_until 120 services_answer
}

containers_of_all() {
    local name
    for name in "$@"; do containers_in running "$name"; done
}

restart_container() {
    engine restart --time 30 "$1"
}

# What has a health check in its image answers it; the health check is not waited for, which comes every half minute.
containers_answer() {
    local container
    for container in "$@"; do
        [[ $(engine inspect --format '{{.State.Status}}' "$container") == running ]] || return 1
        ! is_process "$container" || engine exec "$container" python -m chassis.liveness >/dev/null 2>&1 || return 1
    done
}

is_process() {
    engine inspect --format '{{index .Config.Labels "com.docker.compose.service"}}' "$1" | grep -e -service >/dev/null
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
    printf '%s\n' "$wanted" | remember "replicas/$service"
    step "Scaling $service" scale_containers "$service"
    say "$service has $wanted replica(s)."
}

# containers_cleanup DATA [SERVICE]: what is unused of this platform, or (DATA is yes) what it has stored
containers_cleanup() {
    local data=$1 service=${2:-} names
    load_containers
    if [[ $data == no ]]; then
        step "Removing stopped containers, unused networks and old images" remove_unused_containers
        say "What runs and all data stay; --data removes the data."
        return
    fi
    if [[ -n $service ]]; then
        require_containers
        confirmed "Remove everything that $service has stored?" || fail "Nothing was removed; --yes answers the question."
        mapfile -t names < <(containers_of "$service")
        step "Emptying $service" empty_containers_database "$service" "${names[@]}"
        return
    fi
    confirmed "Stop ServEase and remove all its data?" || fail "Nothing was removed; --yes answers the question."
    step "Removing containers and volumes" compose_down -v
    rm -rf "$RUN_DIR"/{stamps,replicas,runtime,environment,ports.env,overrides.env}
    say "All data of this platform is removed."
}

# Nothing of another project, and no volume.
remove_unused_containers() {
    local ours image
    ours="label=com.docker.compose.project=$(project_name)"
    engine container prune --force --filter "$ours"
    engine network prune --force --filter "$ours"
    engine image prune --force --filter "label=$IMAGE_LABEL"
    for image in $(engine images --filter "label=$IMAGE_LABEL" --format '{{.Repository}}:{{.Tag}}'); do
        [[ $image == *":${IMAGE_TAG:-latest}" || $image == *'<none>' ]] || engine rmi "$image" || true
    done
}

empty_containers_database() {
    local service=$1
    shift
    compose stop "$@"
    compose exec -T postgres psql -q -U postgres -v ON_ERROR_STOP=1 \
        -c "DROP DATABASE $(short_name "$service")_service_db WITH (FORCE)"
    compose exec -T -u postgres postgres bash /docker-entrypoint-initdb.d/create_databases.sh
    remove_files_volume "$service" "$@"
    compose up -d "$@"
    wait_until 120 services_answer
}

# remove_files_volume SERVICE CONTAINER-SERVICE...: while a stopped container names it, the engine keeps a volume
remove_files_volume() {
    local service=$1 name containers
    keeps_files "$service" || return 0
    mapfile -t containers < <(for name in "${@:2}"; do containers_in all "$name"; done)
    ((${#containers[@]} == 0)) || engine rm --force "${containers[@]}"
    engine volume rm --force "$(project_name)_$(short_name "$service")-files"
}

# A script of ours inside the platform's network. Not `compose run`: under podman the one-off container takes the
# service's name with it, and the gateway would send it requests.
in_the_network() {
    compose exec -T authentication-service python "$@"
}

containers_seed_data() {
    local service
    for service in authentication-service "${SERVICES_WITH_ROWS[@]}"; do
        compose exec -T "$service" python manage.py seed
    done
    in_the_network /scripts/seed.py --gateway http://gateway:8080
    compose exec -T employee-service python manage.py seed
    seed_fingerprint | remember stamps/seed
}

containers_seed() {
    require_containers
    require_seeding_allowed
    step "Adding the demo accounts and workshop" containers_seed_data
}

# containers_mailbox NUMBER [ADDRESS]: mails are files of the container that would have sent them
containers_mailbox() {
    require_containers
    show_mailbox "$1" "${2:-}" compose exec -T notification-service-worker
}

containers_demo() {
    require_containers
    require_demo_accounts 'The demo'
    in_the_network "/scripts/${1:+workshop_}demo.py" --gateway http://gateway:8080
}
