# Where does this platform keep its data, and may it?

LEAST_FREE_MEGABYTES=1500
COMFORTABLE_MEGABYTES=2000

free_megabytes() {
    df -Pm "$1" | awk 'NR == 2 { print $4 }'
}

nearest_existing_folder() {
    local folder=$1
    while [[ ! -d $folder ]]; do folder=$(dirname "$folder"); done
    printf '%s\n' "$folder"
}

# Of a fixed length, where a path would be too long or lie elsewhere.
run_folder_identity() {
    as_one <<<"$RUN_DIR" | cut -c1-16
}

# What supervisor, nginx, env or a search path takes for something else than a part of a name.
UNFIT_CHARACTERS=$' \t\n"$%\';=:*?[]{}\\`'

require_fit_path() {
    local position character name
    for ((position = 0; position < ${#1}; position++)); do
        character=${1:position:1}
        [[ $UNFIT_CHARACTERS == *"$character"* ]] || continue
        case $character in
            ' ') name='a space' ;;
            $'\t') name='a tab' ;;
            $'\n') name='a line break' ;;
            *) name="the character $character" ;;
        esac
        fail "The path ${1@Q} has $name in it, which nginx or supervisor cannot take; please choose another folder."
    done
}

# remember NAME: standard input becomes this file of the run folder, in which no folder needs to be there before.
remember() {
    mkdir -p "$(dirname "$RUN_DIR/$1")"
    cat >"$RUN_DIR/$1"
}

require_run_folder() {
    local folder free
    require_fit_path "$ROOT"
    require_fit_path "$RUN_DIR"
    folder=$(nearest_existing_folder "$RUN_DIR")
    [[ -w $folder ]] || fail "The platform's data belongs in $RUN_DIR, but $folder is not writable for this user."
    free=$(free_megabytes "$folder")
    ((free >= LEAST_FREE_MEGABYTES)) || fail "$folder has $free MB free; the platform needs $LEAST_FREE_MEGABYTES MB."
    mkdir -p "$RUN_DIR/logs" "$RUN_DIR/stamps" || fail "The folders in $RUN_DIR cannot be made."
}

free_memory_megabytes() {
    awk '/^MemAvailable:/ { print int($2 / 1024) }' /proc/meminfo
}

# A start on less goes on, and its operator knows why it is slow.
name_small_machine() {
    local free
    free=$(free_memory_megabytes)
    ((free >= COMFORTABLE_MEGABYTES)) ||
        say "Only $free MB of memory are free; the platform takes about 1000 MB, in containers 1500, and does well with $COMFORTABLE_MEGABYTES."
    (($(nproc) >= 2)) || say "This machine has one core; the platform does well with two."
}

# Rule: one script at a time changes a platform; a second one says who is at it. begin_change WHAT holds the lock
# until this script ends. Who wants to stop a start interrupts it, and it undoes what it began.
begin_change() {
    # Natively there is nothing without a folder; what compose alone has started runs without one.
    [[ -d $RUN_DIR || $RUNTIME == containers ]] || return 0
    mkdir -p "$RUN_DIR" 2>/dev/null || fail "The folder $RUN_DIR, which says who changes the platform, cannot be made by this user."
    [[ -w $RUN_DIR ]] || fail "$RUN_DIR is not writable for this user, so the platform in it is not theirs to change."
    exec {change_lock}<>"$RUN_DIR/change.lock"
    flock --nonblock "$change_lock" ||
        fail "$(<"$RUN_DIR/change.lock") is changing the platform in $RUN_DIR; wait for it, or end it."
    printf '%s (process %s)\n' "$1" "$$" >"$RUN_DIR/change.lock"
}

# Files that other users must reach: PostgreSQL refuses to be root, and nginx's workers give root up.
others_reach() {
    [[ $EUID != 0 ]] || setpriv --reuid=postgres --regid=postgres --init-groups test -x "$1"
}

# Where the run folder is closed to others (a clone in /root): a folder of its own, which is found again by the run
# folder's path when that is wiped.
open_data_folder() {
    printf '%s\n' "/var/lib/servease/$(run_folder_identity)"
}

# What an earlier start chose.
known_data_folder() {
    if [[ -r $RUN_DIR/data_folder ]]; then
        cat "$RUN_DIR/data_folder"
    elif [[ -d $(open_data_folder) ]]; then
        open_data_folder
    else
        printf '%s\n' "$RUN_DIR"
    fi
}

choose_data_folder() {
    DATA_DIR=$(known_data_folder)
    if [[ $DATA_DIR == "$RUN_DIR" ]] && ! others_reach "$RUN_DIR"; then
        DATA_DIR=$(open_data_folder)
        say "PostgreSQL cannot reach $RUN_DIR as an ordinary user, so its data goes to $DATA_DIR."
    fi
    printf '%s\n' "$DATA_DIR" >"$RUN_DIR/data_folder"
    mkdir -p "$DATA_DIR"
}

remove_data() {
    DATA_DIR=$(known_data_folder)
    if [[ $DATA_DIR == /var/lib/servease/?* ]]; then
        rm -rf "$DATA_DIR"
        rmdir --ignore-fail-on-non-empty /var/lib/servease
    fi
    rm -rf "$RUN_DIR"/{postgres,postgres.new,redis,gateway,docs,state,services,stamps,logs,mailbox,replicas,supervisor.d}
    rm -f "$RUN_DIR"/{runtime,data_folder,ports.env,environment,overrides.env,change.lock} "$RUN_DIR"/supervisord.*
    [[ ! -d $RUN_DIR ]] || rmdir --ignore-fail-on-non-empty "$RUN_DIR"
}
