# What lies in the run folder and serves nobody any more? Never data.

unused_files() {
    local log program
    find "$RUN_DIR/logs" -name '*.log.[0-9]*'
    # What a start, a stop or a script that was cut short has left.
    find "$RUN_DIR/services" -name '*.env.[0-9]*'
    find "$DATA_DIR" -maxdepth 1 \( -name postgres.new -o -name postgres.password \)
    for log in "$RUN_DIR"/logs/*-web-*.log; do
        program=${log##*/} program=${program%.log}
        [[ ! -e $log ]] || ((${program##*-web-} <= $(replicas_of "${program%-web-*}"))) || printf '%s\n' "$log"
    done
}

# remove_unused_test_folder FOLDER LOCK: unless a run of the tests holds it, or something runs in it
remove_unused_test_folder() {
    local RUN_DIR=$1 DATA_DIR held
    [[ -d $RUN_DIR ]] || return 0
    DATA_DIR=$(known_data_folder)
    exec {held}<>"$2"
    if flock --exclusive --nonblock "$held" && none_of platform_processes; then
        remove_data
        rm -rf "$RUN_DIR"
    fi
    exec {held}>&-
}

remove_unused_files() {
    local files before after
    before=$(du -sm "$RUN_DIR" 2>/dev/null | cut -f1)
    mapfile -t files < <(unused_files 2>/dev/null)
    ((${#files[@]} == 0)) || rm -rf "${files[@]}"
    # The tests make theirs anew; they lie beside the clone's own platform.
    if [[ $RUN_DIR == "$SHARED_DIR" ]]; then
        remove_unused_test_folder "$TEST_RUN_DIR" "$TEST_RUN_DIR/stores.lock"
        remove_unused_test_folder "$TEST_PLATFORM_RUN_DIR" "$SHARED_DIR/test-platform.lock"
    fi
    after=$(du -sm "$RUN_DIR" 2>/dev/null | cut -f1)
    say "Removed $((${before:-0} - ${after:-0})) MB that nothing uses; the data stays."
}
