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

# DATA_DIR is the run folder, or where that is closed to others (a clone in /root), a folder of its own.
choose_data_folder() {
    if [[ ! -r $RUN_DIR/data_folder ]]; then
        local folder=$RUN_DIR
        if ! others_reach "$RUN_DIR"; then
            folder=/var/lib/servease/$(od -An -N6 -tx1 /dev/urandom | tr -d ' \n')
            say "PostgreSQL cannot reach $RUN_DIR as an ordinary user, so its data goes to $folder."
        fi
        printf '%s\n' "$folder" >"$RUN_DIR/data_folder"
    fi
    DATA_DIR=$(<"$RUN_DIR/data_folder")
    mkdir -p "$DATA_DIR"
}

remove_data() {
    [[ ! -r $RUN_DIR/data_folder ]] || DATA_DIR=$(<"$RUN_DIR/data_folder")
    if [[ -n ${DATA_DIR:-} && $DATA_DIR == /var/lib/servease/?* ]]; then
        rm -rf "$DATA_DIR"
        rmdir --ignore-fail-on-non-empty /var/lib/servease
    fi
    rm -rf "$RUN_DIR"/{postgres,postgres.new,redis,gateway,docs,state,services,stamps,logs,replicas,supervisor.d}
    rm -f "$RUN_DIR"/{data_folder,ports.env,environment,overrides.env,supervisord.conf,supervisord.log}
}
