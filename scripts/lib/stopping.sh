# How does everything end, and in which order?

# Stop supervisor with everything it started, and see that nothing is left.
stop_supervisor() {
    local programs
    if supervisor_answers; then
        # First those that write, then the stores they write to.
        mapfile -t programs < <(programs_but_the_stores)
        all_at_once stop "${programs[@]}" || true
        all_at_once stop redis postgres || true
        control shutdown >/dev/null || true
        wait_until 60 none_of leftover_supervisor || true
    fi
    end_leftovers
    rm -f "$(supervisor_socket)" "$RUN_DIR/supervisord.pid" "$RUN_DIR/started"
}

# Whatever outlived its supervisor, or cannot be reached through it. The supervisor goes first, for it would start
# again what ends; the stores go last. INT to its first process is PostgreSQL's fast shutdown: TERM waits for
# sessions, and after KILL it has to recover.
end_leftovers() {
    end_those KILL 10 leftover_supervisor
    end_those TERM 30 leftover_writers
    end_those TERM 20 leftover_redis
    end_those INT "$SECONDS_FOR_A_STORE" leftover_postgres
    end_those KILL 10 platform_processes
    none_of platform_processes || fail "These processes would not stop: $(platform_processes | tr '\n' ' ')"
}

# end_those SIGNAL SECONDS FUNCTION: tell it those that FUNCTION names, and wait until it names none
end_those() {
    local processes
    mapfile -t processes < <("$3")
    ((${#processes[@]} > 0)) || return 0
    kill -s "$1" "${processes[@]}" 2>/dev/null || true
    wait_until "$2" none_of "$3" || true
}

none_of() {
    [[ -z $("$1") ]]
}

leftover_supervisor() {
    local process
    for process in $(platform_processes); do
        ! command_line_has "$process" "$RUN_DIR/supervisord.conf" || printf '%s\n' "$process"
    done
}

leftover_writers() {
    processes_by_program | awk '$2 != "redis-server" && $2 != "postgres" { print $1 }'
}

leftover_redis() {
    processes_by_program | awk '$2 == "redis-server" { print $1 }'
}

# Only the first process: those that it made are its own to end.
leftover_postgres() {
    processes_by_program | awk '$2 == "postgres" { parent[$1] = $3 }
        END { for (process in parent) if (!(parent[process] in parent)) print process }'
}

# "process program parent" a line
processes_by_program() {
    local process files=()
    for process in $(platform_processes); do files+=("/proc/$process/status"); done
    ((${#files[@]} == 0)) || { cat "${files[@]}" 2>/dev/null || true; } |
        awk '/^Name:/ { program = $2 } /^Pid:/ { process = $2 } /^PPid:/ { print process, program, $2 }'
}
