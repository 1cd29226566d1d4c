# Which processes belong to this platform, and what do they take?

# Everything that supervisor starts carries this mark in its environment.
platform_mark() {
    printf 'SERVEASE_PLATFORM=%s\n' "$RUN_DIR"
}

first_word_of() {
    [[ ! -r $1 ]] || awk 'NR == 1 { print $1 }' "$1"
}

# working_in FOLDER PROGRAM: also when the folder is removed since. Nobody's shell is meant who stands there.
working_in() {
    local process
    for process in $({ find /proc/[0-9]*/cwd \( -lname "$1" -o -lname "$1 (deleted)" \) 2>/dev/null || true; } | cut -d/ -f3); do
        [[ $(cat "/proc/$process/comm" 2>/dev/null) != "$2" ]] || printf '%s\n' "$process"
    done
}

# PostgreSQL and nginx write over the environment that /proc shows. They are known by the folder they work in, their
# workers too when a kill has orphaned them; and where this user may not see that, by the pid files.
known_processes() {
    local data=${DATA_DIR:-$RUN_DIR} process
    grep -lzxF "$(platform_mark)" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3 || true
    working_in "$data/postgres" postgres
    working_in "$data/gateway" nginx
    process=$(first_word_of "$data/postgres/postmaster.pid")
    ! command_line_has "$process" "$data/postgres" || printf '%s\n' "$process"
    process=$(first_word_of "$data/gateway/state/nginx.pid")
    ! command_line_has "$process" "$data/gateway/configuration/nginx.conf" || printf '%s\n' "$process"
}

# A pid file that a kill or a power cut has left may name anybody by now.
command_line_has() {
    [[ -n $1 ]] && { tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null | grep -F " $2 " >/dev/null
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

# with_name NAME PROCESS...: those of them that are called so; what a family's members are called: chassis/family.py
with_name() {
    local name=$1 process
    for process in "${@:2}"; do
        [[ $(cat "/proc/$process/comm" 2>/dev/null) != "$name" ]] || printf '%s\n' "$process"
    done
}

# without_names 'NAME NAME' PROCESS...: those of them that are called otherwise
without_names() {
    local process
    for process in "${@:2}"; do
        [[ " $1 " == *" $(cat "/proc/$process/comm" 2>/dev/null) "* ]] || printf '%s\n' "$process"
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

# Of each process that is read, its name and its kilobytes; each is looked at once, which the kernel takes long for.
names_and_memory() {
    local process name key kilobytes _
    while read -r process; do
        {
            read -r name <"/proc/$process/comm"
            while read -r key kilobytes _; do
                [[ $key != Pss: ]] || printf '%s %s\n' "$name" "$kilobytes"
            done <"/proc/$process/smaps_rollup"
        } 2>/dev/null || true
    done
}

# What the platform takes, and of that the processes of each name: "952 MiB (web 386, events 219, …)"
platform_memory() {
    platform_processes | names_and_memory |
        awk '{ sum[$1] += $2 } END { for (name in sum) print name, sum[name] }' | sort -k 2nr |
        awk '{ total += $2; parts = parts (parts ? ", " : "") sprintf("%s %d", $1, $2 / 1024) }
             END { printf "%d MiB (%s)\n", total / 1024, parts }'
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
