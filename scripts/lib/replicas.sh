# Several containers of one service: how they become more, fewer and new, while one of them answers.

has_several_replicas() {
    (($(replicas_of "$1") > 1 && $(containers_in running "$1" | wc -l) > 1))
}

# Rule: replicas are made anew one after the other, also when their configuration changed. Compose by itself takes all
# of them away at once; what is missing it makes with the configuration as it is now, and leaves the others.
renew_replicas() {
    local replica
    for replica in $(containers_in running "$1"); do renew_replica "$1" "$replica"; done
}

# As many as it takes to make all alike: the first one shows whether anything changed.
renew_outdated_replicas() {
    local replica
    for replica in $(containers_in running "$1"); do
        renew_replica "$1" "$replica"
        ! replicas_are_alike "$1" || return 0
    done
}

renew_replica() {
    remove_replica "$2"
    compose up -d --no-deps --no-recreate "$1"
    wait_until 120 replicas_answer "$1"
    forget_addresses
}

remove_replica() {
    engine stop --time 30 "$1"
    engine rm "$1"
}

# Of one image and one configuration, by what compose writes on them.
replicas_are_alike() {
    local replica
    (($(for replica in $(containers_in running "$1"); do
        engine inspect --format '{{.Image}} {{index .Config.Labels "com.docker.compose.config-hash"}} {{index .Config.Labels "io.podman.compose.config-hash"}}' "$replica"
    done | sort -u | wc -l) == 1))
}

# The gateway asks for the addresses of replicas anew after five seconds, and a new one has another.
forget_addresses() {
    pause 6
}

scale_containers() {
    local name
    for name in $(replicated_containers_of "$1"); do
        remove_surplus_replicas "$name"
        compose up -d --no-recreate "$name"
        wait_until 120 replicas_answer "$name"
    done
    forget_addresses
    services_answer
}

replicas_answer() {
    local containers
    mapfile -t containers < <(containers_in running "$1")
    ((${#containers[@]} >= $(replicas_of "$1"))) && containers_answer "${containers[@]}"
}

# podman-compose adds replicas and never takes any away.
remove_surplus_replicas() {
    local replicas replica
    mapfile -t replicas < <(containers_in all "$1")
    for replica in "${replicas[@]:$(replicas_of "$1")}"; do
        remove_replica "$replica"
    done
}
