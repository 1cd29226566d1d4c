# How do the scripts say what they do?

say() {
    printf '%s\n' "$*"
}

# One sentence and a non-zero exit: what was asked for cannot be done.
fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# The question was put wrongly: say how to put it.
misused() {
    printf '%s\n\n' "$*" >&2
    usage >&2
    exit 2
}

milliseconds_now() {
    local microseconds=${EPOCHREALTIME/[.,]/}
    printf '%s\n' $((microseconds / 1000))
}

# seconds_between STARTED ENDED: milliseconds as seconds with one decimal.
seconds_between() {
    local tenths=$((($2 - $1 + 50) / 100))
    printf '%s.%s\n' $((tenths / 10)) $((tenths % 10))
}

seconds_since() {
    seconds_between "$1" "$(milliseconds_now)"
}

# Like sleep, but no process of its own that would outlive a script by some seconds.
pause() {
    local never
    exec {never}<> <(:)
    read -r -t "$1" -u "$never" || true
    exec {never}>&-
}

# Until the other end of its standard input is let go, were it by a death. Keeps no lock of the script's.
dots() {
    keep_nothing_open
    until read -r -t 2 || (($? <= 128)); do printf '.'; done
}

# step TITLE COMMAND...: run a command that may take long. Its output goes to a file, which is shown when it
# fails; meanwhile the line grows, so that nobody wonders whether anything happens.
step() {
    local title=$1 started status=0 dots lasts log=$RUN_DIR/logs/steps.log
    shift
    mkdir -p "$RUN_DIR/logs"
    [[ -z $(find "$log" -size +5M 2>/dev/null) ]] || mv "$log" "$log.1"
    started=$(milliseconds_now)
    printf '  %s ' "$title"
    exec {lasts}> >(dots)
    dots=$!
    printf '\n== %s\n' "$title" >>"$log"
    set +e
    (
        exec {lasts}>&-
        set -e
        "$@"
    ) 3>&1 >>"$log" 2>&1 </dev/null
    status=$?
    set -e
    exec {lasts}>&-
    wait "$dots" 2>/dev/null || true
    if ((status != 0)); then
        printf ' failed\n'
        awk -v title="== $title" '$0 == title { text = "" } { text = text $0 "\n" } END { printf "%s", text }' "$log" |
            tail -n 25 >&2
        fail "$title failed; the whole story is in $log."
    fi
    printf ' %s s\n' "$(seconds_since "$started")"
}

# Inside a step: a word on its line, such as "3/8".
progress() {
    printf '%s ' "$*" >&3
}

# Before a daemon is started, in a subshell: it must keep nothing of ours open, neither the terminal, which a step
# lends as descriptor 3, nor a lock.
keep_nothing_open() {
    local descriptor
    for descriptor in /proc/self/fd/*; do
        descriptor=${descriptor##*/}
        ((descriptor < 3 || descriptor == 255)) || exec {descriptor}>&-
    done
}

confirmed() {
    local answer
    [[ ${ASSUME_YES:-} == yes ]] && return
    [[ -t 0 ]] || return 1
    read -r -p "$1 [y/N] " answer
    [[ $answer == [yY] || $answer == [yY][eE][sS] ]]
}
