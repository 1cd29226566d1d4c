# What did the processes write, and which way did one request take?

# log_files [PART]: of each program, the oldest first
log_files() {
    local pattern='*'
    [[ -z ${1:-} ]] || pattern=$1
    ! is_service "${1:-}" || pattern="$1-*"
    { find "$RUN_DIR/logs" \( -name "$pattern.log" -o -name "$pattern.log.[0-9]" \) ! -name 'steps.log*' 2>/dev/null || true; } |
        sort --version-sort --reverse
}

# Lines of many files in the order of their times; a line without a time (a traceback's) stays with the one before.
# Services and gateway write theirs as JSON, PostgreSQL 2026-11-23 10:00:00.000 UTC, Redis 23 Nov 2026 10:00:00.000.
in_time_order() {
    awk '{ if (match($0, /"timestamp": ?"[^"]*"/)) { time = substr($0, RSTART, RLENGTH); gsub(/"timestamp": ?"|"/, "", time) }
           else if (match($0, /^[0-9]+-[0-9]+-[0-9]+ [0-9:.]+ UTC/)) { time = $1 "T" $2 }
           else if (match($0, /^[0-9]+:[A-Z] [0-9]+ [A-Z][a-z]+ [0-9]+ [0-9:.]+/)) {
               month = (index("JanFebMarAprMayJunJulAugSepOctNovDec", $3) + 2) / 3
               time = sprintf("%04d-%02d-%02dT%s", $4, month, $2, $5) }
           print time "\t" $0 }' | LC_ALL=C sort -s -t "$(printf '\t')" -k1,1 | cut -f2-
}

# request_lines ID FILE...: every line that carries the request's id
request_lines() {
    local id=$1
    shift
    grep -hF "\"$id\"" "$@" | in_time_order
}

# Who looks at a terminal sees who asked whom; a program gets the lines as they were written.
for_the_reader() {
    if [[ -t 1 ]] && command -v python3 >/dev/null; then python3 "$ROOT/scripts/request_tree.py"; else cat; fi
}

# The last hundred of each program, also where its log has just been rotated.
recent_lines() {
    local current file
    for current in "$@"; do
        [[ $current == *.log ]] || continue
        for file in "$@"; do
            [[ $file != "$current" && $file != "$current".* ]] || tail -n 100 "$file"
        done | tail -n 100
    done | in_time_order
}

follow_lines() {
    local file current=()
    for file in "$@"; do [[ $file != *.log ]] || current+=("$file"); done
    tail -q -n 20 -F "${current[@]}" 2>/dev/null
}
