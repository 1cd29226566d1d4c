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

# Who lives with a web program of a service: chassis/family.py.
members_of() {
    case $1 in
        *-web-1)
            printf 'events\n'
            ! has_worker "${1%-web-1}" || printf 'worker\n'
            ;;
        *-web-*) ;;
        *) return 0 ;;
    esac
    ! has_stream "${1%-web-*}" || printf 'stream\n'
}

# status_name PROGRAM MEMBER: further streams are numbered as their replicas are
status_name() {
    local number=${1##*-web-}
    if [[ $number == 1 ]]; then printf '%s\n' "${1%-web-*}-$2"; else printf '%s\n' "${1%-web-*}-$2-$number"; fi
}

port_of_member() {
    if [[ $2 == stream ]]; then stream_port "${1##*-web-}"; else printf -- '-\n'; fi
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
        mapfile -t processes < <(without_names 'events worker stream' "${family[@]}")
        ready=$(readiness_of_program "$program")
        [[ $state == RUNNING && $ready != no ]] || healthy=no
        status_line "$program" "$state" "$(port_of_program "$program")" "$ready" "$(memory_of "${processes[@]}")"
        for member in $(members_of "$program"); do
            state=ENDED
            mapfile -t members < <(with_name "$member" "${family[@]}")
            if ((${#members[@]} > 0)); then state=RUNNING; else healthy=no; fi
            status_line "$(status_name "$program" "$member")" "$state" "$(port_of_member "$program" "$member")" - "$(memory_of "${members[@]}")"
        done
    done < <(control status || true)
    [[ $healthy == yes ]]
}
