# Does it answer yet?

# http_status PORT PATH, without curl, which a fresh Debian does not have; 000 when nothing answers
http_status() {
    (
        exec 9<>"/dev/tcp/127.0.0.1/$1"
        printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" >&9
        read -r -t 5 _ status _ <&9
        printf '%s\n' "$status"
    ) 2>/dev/null || printf '000\n'
}

# http_body PORT PATH: what is answered, without its headers; nothing when nothing answers
http_body() {
    (
        exec 9<>"/dev/tcp/127.0.0.1/$1"
        printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" >&9
        timeout 5 sed '1,/^\r$/d' <&9
    ) 2>/dev/null || true
}

# wait_until SECONDS COMMAND...
wait_until() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS < deadline)) || return 1
        sleep 0.1
    done
}

replica_is_ready() {
    local port
    for port in $(ports_of_replica "$1" "$2"); do
        [[ $(http_status "$port" /health/ready/) == 200 ]] || return 1
    done
}

service_is_ready() {
    local number
    for ((number = 1; number <= $(replicas_of "$1"); number++)); do
        replica_is_ready "$1" "$number" || return 1
    done
}

gateway_is_ready() {
    [[ $(http_status "$GATEWAY_PORT" /health) == 200 ]]
}

programs_that_do_not_run() {
    program_states | awk '$2 != "RUNNING" { print $1 }'
}

all_programs_run() {
    [[ -z $(programs_that_do_not_run) ]]
}

# wait_for_services SECONDS SERVICE...: each of them, counting aloud
wait_for_services() {
    local deadline=$((SECONDS + $1)) service total still
    shift
    total=$#
    while (($# > 0)); do
        still=()
        for service in "$@"; do
            service_is_ready "$service" || still+=("$service")
        done
        ((${#still[@]} == $#)) || progress "$((total - ${#still[@]}))/$total"
        set -- "${still[@]}"
        (($# == 0 || SECONDS < deadline)) || {
            explain_unready "$@"
            return 1
        }
        (($# == 0)) || sleep 0.2
    done
}

explain_unready() {
    local service log
    for service in "$@"; do
        log=$RUN_DIR/logs/$service-web-1.log
        printf '%s is not ready; its last lines (%s):\n' "$service" "$log"
        tail -n 8 "$log" 2>/dev/null || true
    done
}
