# Which processes belong to this platform, and what do they take?

# Everything that supervisor starts carries this mark in its environment.
platform_mark() {
    printf 'SERVEASE_PLATFORM=%s\n' "$RUN_DIR"
}

# PostgreSQL and nginx write over the environment that /proc shows; they are known by their pid files, and workers
# of an nginx that was killed by the log they hold open.
first_word_of() {
    [[ ! -r $1 ]] || awk 'NR == 1 { print $1 }' "$1"
}

holders_of() {
    { find /proc/[0-9]*/fd -lname "$1" 2>/dev/null || true; } | cut -d/ -f3 | sort -u
}

known_processes() {
    first_word_of "$RUN_DIR/supervisord.pid"
    first_word_of "${DATA_DIR:-$RUN_DIR}/postgres/postmaster.pid"
    first_word_of "${DATA_DIR:-$RUN_DIR}/gateway/state/nginx.pid"
    holders_of "$RUN_DIR/logs/gateway-access.log"
    grep -lzxF "$(platform_mark)" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3 || true
}

# with_descendants PROCESS...: those that are alive, and all that came from them
with_descendants() {
    # Processes come and go meanwhile, and mawk gives up at the first file that is gone.
    { cat /proc/[0-9]*/status 2>/dev/null || true; } | awk -v roots="$*" '
        /^State:/ { dead = ($2 == "Z") }
        /^Pid:/ { process = $2 }
        /^PPid:/ && !dead { parent[process] = $2 }
        END {
            split(roots, list, " ")
            for (i in list) if (list[i] in parent) ours[list[i]] = 1
            do {
                grown = 0
                for (process in parent)
                    if (!(process in ours) && parent[process] in ours) { ours[process] = 1; grown = 1 }
            } while (grown)
            for (process in ours) print process
        }'
}

platform_processes() {
    local known
    mapfile -t known < <(known_processes)
    with_descendants "${known[@]}"
}

# A pid alone may be given to another process; with its start time it may not. A zombie is gone already.
identity_of() {
    { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null || true; } |
        awk -v process="$1" '$1 != "Z" { print process ":" $20 }'
}

still_alive() {
    local identity
    for identity in "$@"; do
        [[ $(identity_of "${identity%%:*}") != "$identity" ]] || printf '%s\n' "${identity%%:*}"
    done
}

# Proportional set size: memory shared by several processes counts once.
memory_megabytes() {
    local process files=()
    for process in "$@"; do
        [[ ! -r /proc/$process/smaps_rollup ]] || files+=("/proc/$process/smaps_rollup")
    done
    ((${#files[@]} > 0)) || {
        printf '0\n'
        return
    }
    cat "${files[@]}" 2>/dev/null | awk '/^Pss:/ { total += $2 } END { printf "%d\n", total / 1024 }'
}

platform_memory_megabytes() {
    local processes
    mapfile -t processes < <(platform_processes)
    memory_megabytes "${processes[@]}"
}

# Whatever outlived its supervisor.
end_leftovers() {
    local deadline=$((SECONDS + 10)) processes
    mapfile -t processes < <(platform_processes)
    ((${#processes[@]} > 0)) || return 0
    kill "${processes[@]}" 2>/dev/null || true
    while ((SECONDS < deadline)); do
        mapfile -t processes < <(platform_processes)
        ((${#processes[@]} > 0)) || return 0
        sleep 0.2
    done
    kill -9 "${processes[@]}" 2>/dev/null || true
}

# What interrupting this script has to undo; the name of a function.
UNDONE_BY=

# Rule: who interrupts a script finds no process of it afterwards, and no lock held. Its daemons are the platform's;
# UNDONE_BY ends those that were being started.
end_interrupted() {
    local process begun=() deadline=$((SECONDS + 5))
    trap '' INT TERM HUP
    printf '\nInterrupted; ending what was begun.\n' >&2
    for process in $(with_descendants "$$"); do
        [[ $process == "$$" ]] || begun+=("$(identity_of "$process")")
    done
    kill "${begun[@]%%:*}" 2>/dev/null || true
    while [[ -n $(still_alive "${begun[@]}") ]] && ((SECONDS < deadline)); do pause 0.1; done
    for process in $(still_alive "${begun[@]}"); do kill -9 "$process" 2>/dev/null || true; done
    [[ -z $UNDONE_BY ]] || "$UNDONE_BY"
    exit 130
}
trap end_interrupted INT TERM HUP
