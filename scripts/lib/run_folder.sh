# Where does this platform keep its data, and may it?

LEAST_FREE_MEGABYTES=1500

free_megabytes() {
    df -Pm "$1" | awk 'NR == 2 { print $4 }'
}

nearest_existing_folder() {
    local folder=$1
    while [[ ! -d $folder ]]; do folder=$(dirname "$folder"); done
    printf '%s\n' "$folder"
}

require_run_folder() {
    local folder free
    folder=$(nearest_existing_folder "$RUN_DIR")
    [[ -w $folder ]] || fail "The platform's data belongs in $RUN_DIR, but $folder is not writable for this user."
    free=$(free_megabytes "$folder")
    ((free >= LEAST_FREE_MEGABYTES)) || fail "$folder has $free MB free; the platform needs $LEAST_FREE_MEGABYTES MB."
    mkdir -p "$RUN_DIR/logs" "$RUN_DIR/stamps" || fail "The folders in $RUN_DIR cannot be made."
}

# Held until this script ends.
refuse_second_start() {
    exec {start_lock}>"$RUN_DIR/start.lock"
    flock --nonblock "$start_lock" || fail "Another start of the platform in $RUN_DIR is under way."
}

# Files that other users must reach: PostgreSQL refuses to be root, and nginx's workers give root up.
others_reach() {
    [[ $EUID != 0 ]] || setpriv --reuid=postgres --regid=postgres --init-groups test -x "$1"
}

# Where the run folder is closed to others (a clone in /root): a folder of its own, which is found again by the run
# folder's path when that is wiped.
open_data_folder() {
    printf '%s\n' "/var/lib/servease/$(sha256sum <<<"$RUN_DIR" | cut -c1-16)"
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
    rm -rf "$RUN_DIR"/{postgres,postgres.new,redis,gateway,docs,state,services,stamps,logs,replicas,supervisor.d}
    rm -f "$RUN_DIR"/{data_folder,ports.env,environment,overrides.env,supervisord.conf,supervisord.log}
}
