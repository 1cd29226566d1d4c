# Containers or native?

COMPOSE=()

# A container engine counts where it answers and has a compose command.
find_compose() {
    if command -v docker >/dev/null && timeout 10 docker info >/dev/null 2>&1; then
        if docker compose version >/dev/null 2>&1; then COMPOSE=(docker compose); fi
        if ((${#COMPOSE[@]} == 0)) && command -v docker-compose >/dev/null; then COMPOSE=(docker-compose); fi
    fi
    if ((${#COMPOSE[@]} == 0)) && command -v podman >/dev/null && timeout 10 podman info >/dev/null 2>&1; then
        if command -v podman-compose >/dev/null; then COMPOSE=(podman-compose); fi
        if ((${#COMPOSE[@]} == 0)) && podman compose version >/dev/null 2>&1; then COMPOSE=(podman compose); fi
    fi
    ((${#COMPOSE[@]} > 0))
}

# The answer is kept with the platform: what started it also stops it. What compose alone has started since counts
# for more than what ran natively once.
choose_runtime() {
    RUNTIME=${SERVEASE_RUNTIME:-}
    [[ -n $RUNTIME || ! -r $RUN_DIR/runtime ]] || RUNTIME=$(<"$RUN_DIR/runtime")
    [[ -n ${SERVEASE_RUNTIME:-} || $RUNTIME != native ]] || supervisor_runs || ! find_compose || ! containers_run || RUNTIME=containers
    case $RUNTIME in
        native) ;;
        containers) find_compose || fail "This platform is to run in containers, but no container engine with a compose command answers." ;;
        '') if find_compose; then RUNTIME=containers; else RUNTIME=native; fi ;;
        *) fail "SERVEASE_RUNTIME must be native or containers, not '$RUNTIME'." ;;
    esac
}

# The environment a platform was started in, for every command but the start. Compose alone records none.
recorded_environment() {
    if [[ ${RUNTIME:-} == containers ]] && ! is_recorded; then
        environment_of_containers
    elif [[ -r $RUN_DIR/environment ]]; then
        cat "$RUN_DIR/environment"
    else
        printf 'development\n'
    fi
}

refuse_other_environment() {
    [[ ! -r $RUN_DIR/environment || $(<"$RUN_DIR/environment") == "$1" ]] ||
        fail "$RUN_DIR holds the data of $(<"$RUN_DIR/environment"); remove it with scripts/manage.sh cleanup --data, or name another folder in SERVEASE_RUN_DIR."
}

record_platform() {
    printf '%s\n' "$RUNTIME" | remember runtime
    printf '%s\n' "$1" | remember environment
    record_overrides
}

greet() {
    local environment=$1 address
    address=$(gateway_address)
    say "ServEase is ready."
    say "  gateway      $address"
    say "  docs         $address/api/docs/"
    [[ $environment != development ]] ||
        say "  demo logins  customer@servease.test, technician@servease.test, admin@servease.test; password servease-demo"
}
