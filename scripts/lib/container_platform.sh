# From nothing to a running platform in containers.

up_and_answering() {
    local service name
    # First the stores: what is made anew comes with the passwords of now.
    compose up -d postgres redis
    follow_passwords
    for service in "${SERVICES[@]}"; do
        for name in $(replicated_containers_of "$service"); do
            ! has_several_replicas "$name" || renew_outdated_replicas "$name"
        done
    done
    compose up -d
    wait_until 240 services_answer || {
        say "After four minutes /health/services still says that not every service is ready."
        return 1
    }
}

# A volume that was made earlier has the passwords of then. Inside its container PostgreSQL asks for none.
follow_passwords() {
    [[ ! -v CONFIGURATION[DB_HOST] ]] || return 0
    wait_until 120 compose exec -T postgres pg_isready --quiet --host 127.0.0.1 --username postgres
    compose exec -T -u postgres postgres bash /docker-entrypoint-initdb.d/create_databases.sh
    compose exec -T -u postgres postgres psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 <<'SQL'
\getenv password POSTGRES_PASSWORD
ALTER ROLE postgres PASSWORD :'password';
SQL
}

containers_start() {
    local environment=$1 started built served ended before asked
    started=$(milliseconds_now)
    require_run_folder
    refuse_other_environment "$environment"
    load_configuration "$environment"
    [[ ${PORT_OFFSET:-0} == 0 ]] || fail "PORT_OFFSET moves the ports of a native platform; containers have theirs in docker-compose.override.yml."
    require_valid_ports
    before=$(containers_in running)
    asked=$(wanted_gateway_port)
    if [[ -n $before ]]; then
        ! is_recorded || refuse_other_ports
        say "ServEase is already running; applying what has changed."
        find_gateway_port
    else
        choose_gateway_port
    fi
    record_platform "$environment"
    printf '%s\n' PORT_OFFSET=0 "ASKED_GATEWAY_PORT=$asked" "GATEWAY_PORT=$GATEWAY_PORT" | remember ports.env
    CONFIGURATION[GATEWAY_PORT]=$GATEWAY_PORT

    say "Starting ServEase ($environment, containers with ${COMPOSE[*]})"
    images_are_current || step "Building the images" build_images
    built=$(milliseconds_now)
    step "Starting the containers, until every service answers" up_and_answering
    served=$(milliseconds_now)
    if [[ $environment == development ]] && ! is_seeded; then
        step "Adding the demo accounts and workshop" containers_seed_data
    fi
    ended=$(milliseconds_now)

    [[ $before != "$(containers_in running)" ]] || say "Everything is up to date; no container was made anew."
    greet "$environment"
    say "  took         $(seconds_between "$started" "$ended") s: images $(seconds_between "$started" "$built"), databases, migrations and services $(seconds_between "$built" "$served"), demo data $(seconds_between "$served" "$ended")"
    say "  memory       $(containers_memory_megabytes) MiB (PSS of all processes, as far as this user may see)"
}

# What goes into the images; in development the code is mounted, but its packages are not.
images_fingerprint() {
    find "$ROOT"/*-service "$ROOT/servease-chassis" "$ROOT/nginx" -type f \
        ! -path '*/__pycache__/*' ! -path '*.egg-info/*' -print0 | sort -z |
        xargs -0 cat "$ROOT"/docker-compose*.yml | as_one
}

images_are_current() {
    [[ -r $RUN_DIR/stamps/images && $(<"$RUN_DIR/stamps/images") == "$(images_fingerprint)" ]]
}

build_images() {
    compose build
    images_fingerprint | remember stamps/images
}

containers_memory_megabytes() {
    local container processes=()
    for container in $(containers_in running); do
        processes+=("$(engine inspect --format '{{.State.Pid}}' "$container")")
    done
    mapfile -t processes < <(with_descendants "${processes[@]}")
    memory_megabytes "${processes[@]}"
}
