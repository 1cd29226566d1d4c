# The verbs on a platform without containers.

native_start() {
    local environment=$1 started prepared stored migrated served ended
    started=$(milliseconds_now)
    if supervisor_runs && [[ -e $RUN_DIR/started ]]; then
        native_update "$environment"
        return
    fi
    refuse_other_environment "$environment"
    load_configuration "$environment"
    require_valid_ports
    name_unused_store_addresses
    mapfile -t PRESENT < <(services_with_code)
    end_unfinished_start
    require_free_service_ports
    choose_gateway_port
    name_missing_services

    say "Starting ServEase ($environment, native) in $RUN_DIR"
    UNDONE_BY=stop_supervisor
    prepare_machine
    require_gateway_configuration
    prepared=$(milliseconds_now)
    choose_data_folder
    choose_store_ports
    record_platform "$environment"
    step "Preparing PostgreSQL and Redis" prepare_databases
    stored=$(milliseconds_now)
    migrate_what_is_behind
    migrated=$(milliseconds_now)
    step "Starting ${#PRESENT[@]} services and the gateway" start_services
    served=$(milliseconds_now)
    if [[ $environment == development ]] && ! is_seeded; then
        step "Adding the demo accounts and workshop" seed
    fi
    ended=$(milliseconds_now)
    touch "$RUN_DIR/started"
    UNDONE_BY=

    greet "$environment"
    say "  took         $(seconds_between "$started" "$ended") s: set-up $(seconds_between "$started" "$prepared"), databases $(seconds_between "$prepared" "$stored"), migrations $(seconds_between "$stored" "$migrated"), services $(seconds_between "$migrated" "$served"), demo data $(seconds_between "$served" "$ended")"
    say "  memory       $(platform_memory), by PSS"
}

# What a start that failed, or a supervisor that was killed, has left running.
end_unfinished_start() {
    DATA_DIR=$(known_data_folder)
    [[ -z $(platform_processes) ]] || step "Stopping what an earlier start has left" stop_supervisor
}

native_stop() {
    load_native_platform
    if [[ -z $(platform_processes) ]]; then
        say "ServEase is not running in $RUN_DIR."
        return
    fi
    step "Stopping ServEase in $RUN_DIR" stop_supervisor
    if postgres_is_made; then
        say "Nothing of it runs any more; its data stays in $DATA_DIR."
    else
        say "Nothing of it runs any more, and it has no data."
    fi
}

require_running() {
    supervisor_runs || fail "ServEase is not running in $RUN_DIR; scripts/start.sh starts it."
    load_running_configuration
    load_native_platform
}

native_status() {
    require_running
    print_status "$@" || fail "Not everything is well; scripts/manage.sh logs tells more."
}

native_client_environment() {
    require_running
    require_demo_accounts 'status --env'
    "$VENV/bin/python" "$ROOT/scripts/client_environment.py" --gateway "http://127.0.0.1:$GATEWAY_PORT" --address "$(gateway_address)"
}

# native_logs REQUEST FOLLOW [SERVICE]
native_logs() {
    local request=$1 follow=$2 files
    mapfile -t files < <(log_files "${3:-}")
    ((${#files[@]} > 0)) || fail "There are no logs in $RUN_DIR/logs yet."
    if [[ -n $request && $follow == yes ]]; then
        follow_lines "${files[@]}" | grep --line-buffered -F "\"$request\""
    elif [[ -n $request ]]; then
        request_lines "$request" "${files[@]}" | for_the_reader || fail "No line of the logs carries the request id $request."
    elif [[ $follow == yes ]]; then
        follow_lines "${files[@]}"
    else
        recent_lines "${files[@]}"
    fi
}

programs_of() {
    program_states | awk -v prefix="$1-" 'index($1, prefix) == 1 { print $1 }'
}

# Replicas one after the other, so that where there are several one always answers.
restart_services() {
    local service number programs
    local -A fingerprints
    for service in "$@"; do
        write_service_environment "$service"
        fingerprints[$service]=$(service_fingerprint "$service")
    done
    for ((number = 1; number <= MOST_REPLICAS; number++)); do
        programs=()
        for service in "$@"; do
            ((number > $(replicas_of "$service"))) || programs+=("$service-web-$number")
        done
        ((${#programs[@]} > 0)) || break
        all_at_once restart "${programs[@]}"
        wait_for_services 180 "$@"
    done
    wait_until 60 all_programs_run
    for service in "$@"; do note_running "$service" "${fingerprints[$service]}"; done
}

native_restart() {
    require_running
    name_kept_values
    if [[ ${1:-} == gateway ]]; then
        step "Reloading the gateway" reload_gateway
    elif [[ -n ${1:-} ]]; then
        step "Restarting $1" restart_services "$1"
    else
        step "Restarting the services" restart_services "${PRESENT[@]}"
        step "Reloading the gateway" reload_gateway
    fi
}

native_migrate() {
    local services=("$@")
    require_running
    ((${#services[@]} > 0)) || services=("${PRESENT[@]}")
    step "Migrating ${services[*]}" migrate_services "${services[@]}"
}

native_shell() {
    require_running
    if [[ -n ${1:-} ]]; then
        in_service "$1" python manage.py shell
    else
        say "A shell with PostgreSQL's administrator (psql) and the virtualenv; GATEWAY_URL is set."
        (cd "$ROOT" && PATH=$VENV/bin:$PATH PGUSER=postgres PGDATABASE=postgres \
            GATEWAY_URL=http://127.0.0.1:$GATEWAY_PORT as_administrator bash)
    fi
}

# native_exec SERVICE COMMAND...; an empty SERVICE means each in turn
native_exec() {
    local service=$1
    shift
    require_running
    if [[ -n $service ]]; then
        in_service "$service" "$@"
        return
    fi
    for service in "${PRESENT[@]}"; do
        say "== $service"
        in_service "$service" "$@"
    done
}

native_scale() {
    local service=${1:-} wanted=${2:-} before
    require_running
    if [[ -z $service ]]; then
        for service in "${PRESENT[@]}"; do say "$service $(replicas_of "$service")"; done
        return
    fi
    if [[ -z $wanted ]]; then
        replicas_of "$service"
        return
    fi
    before=$(replicas_of "$service")
    if ((wanted > before)); then
        require_connections "$service" "$wanted"
        require_free_replica_ports "$service" $((before + 1)) "$wanted"
        step "Adding replicas of $service" add_replicas "$service" "$wanted"
    elif ((wanted < before)); then
        step "Removing replicas of $service" remove_replicas "$service" "$wanted"
    fi
    say "$service has $wanted replica(s)."
}

require_free_replica_ports() {
    local number port
    for ((number = $2; number <= $3; number++)); do
        for port in $(ports_of_replica "$1" "$number"); do
            ! port_is_used "$port" || fail "Port $port, which replica $number of $1 needs, is used by $(port_holder "$port")."
        done
    done
}

record_replicas() {
    printf '%s\n' "$2" | remember "replicas/$1"
    write_service_programs "$1"
}

# New replicas get traffic when they are ready, old ones keep theirs until nobody asks them any more.
add_replicas() {
    local programs
    record_replicas "$1" "$2"
    control update
    mapfile -t programs < <(program_states | awk -v prefix="$1-" 'index($1, prefix) == 1 && $2 != "RUNNING" { print $1 }')
    control start "${programs[@]}"
    wait_for_services 90 "$1"
    reload_gateway
}

remove_replicas() {
    record_replicas "$1" "$2"
    reload_gateway
    control update
}

# native_cleanup DATA [SERVICE]: what is unused, or where DATA is yes what is stored
native_cleanup() {
    local data=$1 service=${2:-}
    load_native_platform
    if [[ $data == no ]]; then
        remove_unused_files
        return
    fi
    if [[ -n $service ]]; then
        require_running
        confirmed "Remove everything that $service has stored?" || fail "Nothing was removed; --yes answers the question."
        step "Emptying $service" empty_service "$service"
        return
    fi
    confirmed "Stop ServEase and remove all its data in $RUN_DIR?" || fail "Nothing was removed; --yes answers the question."
    [[ -z $(platform_processes) ]] || step "Stopping ServEase in $RUN_DIR" stop_supervisor
    remove_data
    say "All data of this platform is removed."
}

empty_service() {
    local service=$1 programs
    mapfile -t programs < <(programs_of "$service")
    all_at_once stop "${programs[@]}"
    as_administrator psql -q -U postgres -d postgres -v ON_ERROR_STOP=1 \
        -c "DROP DATABASE $(short_name "$service")_service_db WITH (FORCE)"
    create_databases
    rm -rf "$RUN_DIR/state/$service" "$RUN_DIR/stamps/seed" "$(migrations_stamp "$service")"
    write_service_environment "$service"
    migrate_service "$service"
    control start "${programs[@]}"
    wait_for_services 90 "$service"
}

native_demo() {
    local gateway
    require_running
    require_demo_accounts 'The demo'
    gateway="http://127.0.0.1:$GATEWAY_PORT"
    if [[ ${1:-} == workshop ]]; then
        "$VENV/bin/python" "$ROOT/scripts/workshop_demo.py" --gateway "$gateway" --papers "$RUN_DIR/demo"
    else
        "$VENV/bin/python" "$ROOT/scripts/demo.py" --gateway "$gateway"
    fi
}

# native_mailbox NUMBER [ADDRESS]
native_mailbox() {
    require_running
    show_mailbox "$1" "${2:-}" in_service notification-service
}

native_seed() {
    require_running
    require_seeding_allowed
    step "Adding the demo accounts and workshop" seed
}
