# What do the tests run against? Stores of their own, far from every platform's ports.

TEST_RUN_DIR=$SHARED_DIR/test
# Two checkouts whose tests begin at the same moment do not try the same ports.
TEST_PORT_OFFSET=$((12000 + $(cksum <<<"$ROOT" | cut -d ' ' -f 1) % 400))
TEST_PLATFORM_RUN_DIR=$SHARED_DIR/test-platform
TEST_PLATFORM_PORT_OFFSET=10000

# Tests see the development configuration and never a key or an address out of somebody's own environment.
forget_own_configuration() {
    local name
    while IFS='=' read -r name _; do
        [[ $name != [A-Z]* ]] || unset "$name" "${name}_FILE"
    done <"$(environment_file development)"
    unset "${STORE_ADDRESSES[@]}"
}

# For commands that need a service's settings and no stores, such as a linter.
write_test_environment() {
    local service
    RUN_DIR=$TEST_RUN_DIR PORT_OFFSET=$TEST_PORT_OFFSET
    mkdir -p "$RUN_DIR/logs" "$RUN_DIR/stamps"
    forget_own_configuration
    load_configuration development
    if [[ -r $RUN_DIR/ports.env ]]; then
        recorded_ports
    else
        GATEWAY_PORT=$((8080 + PORT_OFFSET))
        choose_store_ports
    fi
    mapfile -t PRESENT < <(services_with_code)
    for service in "${PRESENT[@]}"; do write_service_environment "$service"; done
}

# Nothing that the tests write has to survive a power cut. A test is one transaction: once a page was asked for without
# sorting (SET LOCAL), whatever sorts later in it seems so dear that PostgreSQL would compile it, for half a second.
start_test_stores() {
    rm -f "$RUN_DIR/ports.env"
    choose_data_folder
    write_test_environment
    ensure_postgres
    SERVEASE_POSTGRES_OPTIONS="-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off" start_stores
    SERVICE_ROLES_MAY_CREATE_DATABASES=true create_databases
}

# Two runs at once share the stores; the last one stops them.
join_test_stores() {
    mkdir -p "$TEST_RUN_DIR/logs" "$TEST_RUN_DIR/stamps"
    exec {stores_lock}>"$TEST_RUN_DIR/stores.lock"
    RUN_DIR=$TEST_RUN_DIR
    if flock --exclusive --nonblock "$stores_lock"; then
        load_native_platform
        PORT_OFFSET=$TEST_PORT_OFFSET
        [[ -z $(platform_processes) ]] || stop_supervisor
        step "Starting PostgreSQL and Redis for the tests" start_test_stores
    fi
    flock --shared "$stores_lock"
    choose_data_folder
    write_test_environment
}

leave_test_stores() {
    [[ -n ${stores_lock:-} ]] || return 0
    flock --unlock "$stores_lock"
    ! flock --exclusive --nonblock "$stores_lock" || stop_supervisor
}

# What the platform of the journeys is started with, by us and again by tests.
export_test_platform() {
    export SERVEASE_RUN_DIR=$TEST_PLATFORM_RUN_DIR PORT_OFFSET=$TEST_PLATFORM_PORT_OFFSET SERVEASE_RUNTIME=native
    export SERVEASE_POSTGRES_OPTIONS="-c fsync=off" RATE_LIMIT_API=10000r/s RATE_LIMIT_AUTH=1000r/s
    # One account asks for many; that it is counted stays so.
    export REQUESTS_PER_MINUTE=1000000 KEY_REQUESTS_PER_MINUTE=1000000
    # Where a journey starts the provider of chassis.testing.identity_provider.
    printf -v OIDC_PROVIDERS '[{"name": "acme", "title": "Acme", "issuer": "http://127.0.0.1:%s",
        "client_id": "servease-workshop", "client_secret": "a secret of the workshop"}]' $((8099 + PORT_OFFSET))
    export OIDC_PROVIDERS=${OIDC_PROVIDERS//$'\n'/}
}

# test_platform SCRIPT ARGUMENT...: run one of our scripts on that platform
test_platform() (
    export_test_platform
    "$ROOT/scripts/$1.sh" "${@:2}"
)

# Two runs at once take turns. Who opens this first keeps it when a subshell that has started the platform ends.
platform_lock=''
open_platform_lock() {
    exec {platform_lock}>"$SHARED_DIR/test-platform.lock"
}

start_test_platform() {
    flock "$platform_lock"
    test_platform manage cleanup --data --yes >/dev/null
    test_platform start development
}

# Only when it is ours: another run may have it.
stop_test_platform() {
    [[ -n $platform_lock ]] && flock --nonblock "$platform_lock" || return 0
    test_platform manage cleanup --data --yes >/dev/null || true
}
