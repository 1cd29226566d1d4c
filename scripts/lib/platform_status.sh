# How is everything? One line per process.

status_line() {
    printf '%-36s %-10s %-6s %-10s %s\n' "$@"
}

port_of_program() {
    case $1 in
        postgres) printf '%s\n' "$POSTGRES_PORT" ;;
        redis) printf '%s\n' "$REDIS_PORT" ;;
        gateway) printf '%s\n' "$GATEWAY_PORT" ;;
        *-web-*) replica_port "${1%-web-*}" "${1##*-web-}" ;;
        *) printf -- '-\n' ;;
    esac
}

readiness_of_program() {
    local answer=no
    case $1 in
        postgres) ! postgres_answers || answer=ready ;;
        redis) ! redis_answers || answer=ready ;;
        gateway) ! gateway_is_ready || answer=ready ;;
        *-web-*) ! replica_is_ready "${1%-web-*}" "${1##*-web-}" || answer=ready ;;
        *) answer=- ;;
    esac
    printf '%s\n' "$answer"
}

# print_status [SERVICE]: fails when a program does not run or does not answer
print_status() {
    local only=${1:-} program state detail process memory ready processes healthy=yes
    print_release
    status_line PROGRAM STATE PORT ANSWERS MEMORY
    while read -r program state detail; do
        [[ -z $only || $program == "$only" || $program == "$only"-* ]] || continue
        process=$(sed -n 's/^pid \([0-9]*\).*/\1/p' <<<"$detail")
        memory=-
        if [[ -n $process ]]; then
            mapfile -t processes < <(with_descendants "$process")
            memory="$(memory_megabytes "${processes[@]}") MiB"
        fi
        ready=$(readiness_of_program "$program")
        [[ $state == RUNNING && $ready != no ]] || healthy=no
        status_line "$program" "$state" "$(port_of_program "$program")" "$ready" "$memory"
    done < <(control status || true)
    [[ $healthy == yes ]]
}
