# Do the same to many things, a few at a time.

# in_parallel LIMIT FUNCTION ARGUMENT...: calls FUNCTION with each argument; fails when any call failed, after all
# have ended. Counts aloud inside a step.
in_parallel() {
    local limit=$1 function=$2 argument running=0 failures=0 ended=0 total
    shift 2
    total=$#
    for argument in "$@"; do
        if ((running == limit)); then
            wait -n || failures=$((failures + 1))
            ended=$((ended + 1)) running=$((running - 1))
            progress "$ended/$total"
        fi
        (
            set -e
            "$function" "$argument"
        ) &
        running=$((running + 1))
    done
    while ((running > 0)); do
        wait -n || failures=$((failures + 1))
        ended=$((ended + 1)) running=$((running - 1))
        progress "$ended/$total"
    done
    ((failures == 0))
}

# Two at a time on two cores, one more for the time each spends waiting.
sensible_parallelism() {
    printf '%s\n' $(($(nproc) + 1))
}
