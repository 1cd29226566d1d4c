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

# Who lives with the first web program of a service: chassis/family.py.
members_of() {
    [[ $1 == *-web-1 ]] || return 0
    printf 'events\n'
    ! has_worker "${1%-web-1}" || printf 'worker\n'
}

memory_of() {
    if (($# > 0)); then printf '%s MiB\n' "$(memory_megabytes "$@")"; else printf -- '-\n'; fi
}

# print_status [SERVICE]: fails when a program does not run or does not answer
print_status() {
    local only=${1:-} program state detail process ready family processes member members healthy=yes
    print_release
    status_line PROGRAM STATE PORT ANSWERS MEMORY
    while read -r program state detail; do
        [[ -z $only || $program == "$only" || $program == "$only"-* ]] || continue
        process=$(sed -n 's/^pid \([0-9]*\).*/\1/p' <<<"$detail")
        family=()
        [[ -z $process ]] || mapfile -t family < <(with_descendants "$process")
        mapfile -t processes < <(without_names 'events worker' "${family[@]}")
        ready=$(readiness_of_program "$program")
        [[ $state == RUNNING && $ready != no ]] || healthy=no
        status_line "$program" "$state" "$(port_of_program "$program")" "$ready" "$(memory_of "${processes[@]}")"
        for member in $(members_of "$program"); do
            state=ENDED
            mapfile -t members < <(with_name "$member" "${family[@]}")
            if ((${#members[@]} > 0)); then state=RUNNING; else healthy=no; fi
            status_line "${program%-web-1}-$member" "$state" - - "$(memory_of "${members[@]}")"
        done
    done < <(control status || true)
    [[ $healthy == yes ]]
}
