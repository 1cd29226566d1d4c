# From nothing to a running native platform, a phase at a time.

prepare_machine() {
    ensure_packages "$RUNTIME_PACKAGES"
    ensure_virtualenv
}

services_with_code() {
    local service
    for service in "${SERVICES[@]}"; do
        ! has_code "$service" || printf '%s\n' "$service"
    done
}

start_stores() {
    write_redis_configuration
    write_supervisor_configuration
    rm -f "$RUN_DIR"/supervisor.d/*.conf
    write_store_programs
    start_supervisor
    wait_until 60 postgres_answers || fail "PostgreSQL does not answer; see $RUN_DIR/logs/postgres.log."
    wait_until 60 redis_answers || fail "Redis does not answer with this REDIS_PASSWORD; see $RUN_DIR/logs/redis.log."
}

prepare_databases() {
    ensure_postgres
    administrator_has_the_password || set_administrator_password
    start_stores
    create_databases
}

migrate_what_is_behind() {
    local service behind=()
    for service in "${PRESENT[@]}"; do
        write_service_environment "$service"
        is_migrated "$service" || behind+=("$service")
    done
    ((${#behind[@]} == 0)) || step "Migrating ${#behind[@]} databases" migrate_services "${behind[@]}"
}

start_services() {
    local service gateway
    local -A fingerprints
    collect_documentation
    write_gateway_configuration
    write_gateway_program
    gateway=$(gateway_fingerprint)
    for service in "${PRESENT[@]}"; do
        write_service_programs "$service"
        fingerprints[$service]=$(service_fingerprint "$service")
    done
    control update >/dev/null
    control start all >/dev/null || true
    wait_for_services 180 "${PRESENT[@]}"
    wait_until 60 gateway_is_ready || fail "The gateway does not answer; see $RUN_DIR/logs/gateway.log."
    wait_until 60 all_programs_run || fail "These do not run: $(programs_that_do_not_run | tr '\n' ' '); see $RUN_DIR/logs."
    for service in "${PRESENT[@]}"; do note_running "$service" "${fingerprints[$service]}"; done
    note_running gateway "$gateway"
}

# What every command on a native platform needs to know.
load_native_platform() {
    [[ ! -r $RUN_DIR/ports.env ]] || recorded_ports
    DATA_DIR=$(known_data_folder)
    PORT_OFFSET=${PORT_OFFSET:-0}
    mapfile -t PRESENT < <(services_with_code)
}

name_unused_store_addresses() {
    local name
    for name in "${STORE_ADDRESSES[@]}"; do
        [[ ! -v GIVEN[$name] ]] || say "$name is for containers; natively the platform has stores of its own."
    done
}

name_missing_services() {
    local service
    for service in "${SERVICES[@]}"; do
        has_code "$service" || say "$service has no code here; the platform starts without it."
    done
}
