# A start of what runs already.
#
# Rule: it applies what has changed since and touches no other process; what a running platform cannot take is refused
# before anything is changed.

native_update() {
    local environment=$1 running changed applied=no
    running=$(recorded_environment)
    [[ $environment == "$running" ]] || fail "ServEase is already running in $RUN_DIR, as $running; scripts/stop.sh stops it."
    load_configuration "$environment"
    require_valid_ports
    refuse_other_ports
    load_native_platform
    refuse_other_store_passwords
    name_unused_store_addresses
    say "ServEase is already running; applying what has changed."
    prepare_machine
    require_gateway_configuration
    record_platform "$environment"
    step "Waiting for PostgreSQL and Redis" wake_stores
    mapfile -t changed < <(changed_services)
    ((${#changed[@]} == 0)) || update_services "${changed[@]}"
    remove_services_without_code
    update_gateway
    step "Waiting for ${#PRESENT[@]} services and the gateway" wake_up
    if [[ $environment == development ]] && ! is_seeded; then
        apply "Adding the demo accounts and workshop" seed
    fi
    [[ $applied == yes ]] || say "Everything is up to date; nothing was restarted."
    greet "$environment"
    say "  memory       $(platform_memory), by PSS"
}

apply() {
    applied=yes
    step "$@"
}

refuse_other_store_passwords() {
    local name=
    # One that ran before passwords were noted has none.
    [[ ! -e $RUN_DIR/stamps/administrator_password ]] || administrator_has_the_password || name=POSTGRES_PASSWORD
    redis_is_configured || name=REDIS_PASSWORD
    [[ -z $name ]] ||
        fail "$name is another than the running store has; scripts/stop.sh stops it, and the next start takes the new one."
}

wake_stores() {
    all_programs_run || control start all || true
    wait_until 60 postgres_answers && wait_until 60 redis_answers
}

update_services() {
    local service
    apply "Giving databases and roles what the configuration says" create_databases
    migrate_what_is_behind
    for service in "$@"; do write_service_programs "$service"; done
    control update >/dev/null
    apply "Restarting $(named "$@")" restart_services "$@"
}

named() {
    if (($# == ${#SERVICES[@]})); then printf 'all services\n'; else printf '%s\n' "$*"; fi
}

remove_services_without_code() {
    local service
    for service in "${SERVICES[@]}"; do
        [[ -e $RUN_DIR/supervisor.d/$service.conf ]] || continue
        ! has_code "$service" || continue
        rm -f "$RUN_DIR/supervisor.d/$service.conf" "$RUN_DIR/stamps/$service.running"
        apply "Ending $service, whose code is gone" control update
    done
}

update_gateway() {
    documentation_is_current || apply "Collecting the documentation" collect_documentation
    write_gateway_configuration
    runs_as gateway "$(gateway_fingerprint)" || apply "Reloading the gateway" reload_gateway
}

wake_up() {
    all_programs_run || control start all || true
    wait_for_services 60 "${PRESENT[@]}"
    wait_until 60 gateway_is_ready
    wait_until 60 all_programs_run
}
