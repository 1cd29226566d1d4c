# Has PostgreSQL a connection for every thread that keeps one?

# The container has as many (docker-compose.yml); three of them are kept for its administrator.
MOST_CONNECTIONS=200
KEPT_CONNECTIONS=3
# The relay, the purge, and a reader for each stream.
CONNECTIONS_OF_EVENTS=6
# What `servease worker` gives celery.
CONNECTIONS_OF_A_WORKER=4

# connections_of SERVICE REPLICAS: of a web process each thread has one, and the one for operators
connections_of() {
    local connections=$(($2 * CONFIGURATION[WEB_WORKERS] * (CONFIGURATION[WEB_THREADS] + 1) + CONNECTIONS_OF_EVENTS))
    ! has_worker "$1" || connections=$((connections + CONNECTIONS_OF_A_WORKER))
    printf '%s\n' "$connections"
}

# require_connections SERVICE REPLICAS: Rule: replicas that PostgreSQL has no connections for are refused beforehand.
require_connections() {
    local service replicas needed=0
    for service in "${SERVICES[@]}"; do
        replicas=$(replicas_of "$service")
        [[ $service != "$1" ]] || replicas=$2
        needed=$((needed + $(connections_of "$service" "$replicas")))
    done
    ((needed <= MOST_CONNECTIONS - KEPT_CONNECTIONS)) ||
        fail "With $2 replicas of $1 all processes may need $needed connections, and PostgreSQL has $((MOST_CONNECTIONS - KEPT_CONNECTIONS)) for them; fewer replicas, or a lower WEB_WORKERS or WEB_THREADS, would do."
}
