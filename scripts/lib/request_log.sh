# What did the processes write, and which way did one request take?

# log_files [SERVICE]
log_files() {
    local pattern='*'
    [[ -z ${1:-} ]] || pattern="$1-*"
    find "$RUN_DIR/logs" -name "$pattern.log" ! -name steps.log | sort
}

# Lines of many files in the order of their times; a line without a time (a traceback's) stays with the one before.
in_time_order() {
    awk '{ if (match($0, /"timestamp": ?"[^"]*"/)) time = substr($0, RSTART, RLENGTH); sub(/ "/, "\"", time)
           print time "\t" $0 }' | LC_ALL=C sort -s -t "$(printf '\t')" -k1,1 | cut -f2-
}

# request_lines ID FILE...: every line that carries the request's id
request_lines() {
    local id=$1
    shift
    grep -hF "\"$id\"" "$@" | in_time_order
}

recent_lines() {
    local file
    for file in "$@"; do tail -n 100 "$file"; done | in_time_order
}

follow_lines() {
    tail -q -n 20 -F "$@" 2>/dev/null
}
