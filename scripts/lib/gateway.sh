# What does nginx need to know, and when?

gateway_folder() {
    printf '%s\n' "$DATA_DIR/gateway"
}

gateway_configuration() {
    printf '%s\n' "$(gateway_folder)/configuration/nginx.conf"
}

write_upstreams() {
    local service number
    for service in "${SERVICES[@]}"; do
        ! has_stream "$service" || write_stream_upstream "$service"
        printf 'upstream %s {\n' "$service"
        for ((number = 1; number <= $(replicas_of "$service"); number++)); do
            # A replica that is being restarted refuses at once, and the next is asked. nginx's own bookkeeping would
            # shun all of them for ten seconds after a restart of all, and answer 502 though they are there.
            printf '    server 127.0.0.1:%s max_fails=0;\n' "$(replica_port "$service" "$number")"
        done
        printf '    keepalive 16;\n}\n'
    done >"$(gateway_folder)/upstreams.conf"
}

# A connection of a stream ends with it, so none is kept.
write_stream_upstream() {
    local number
    printf 'upstream %s-stream {\n' "$1"
    for ((number = 1; number <= $(replicas_of "$1"); number++)); do
        printf '    server 127.0.0.1:%s max_fails=0;\n' "$(stream_port "$number")"
    done
    printf '}\n'
}

# nginx finds the old one or the new one whole, for it may be started again at any moment.
write_gateway_configuration() {
    local folder name
    folder=$(gateway_folder)
    mkdir -p "$folder/state"
    write_upstreams
    (
        for name in RATE_LIMIT_API RATE_LIMIT_AUTH ALLOWED_HOSTS CORS_ALLOWED_ORIGINS TRUSTED_PROXIES DEBUG; do
            export "$name=${CONFIGURATION[$name]}"
        done
        SERVEASE_VERSION=$(folder_version)
        SERVEASE_COMMIT=$(folder_commit)
        export GATEWAY_PORT SERVEASE_VERSION SERVEASE_COMMIT
        GATEWAY_STATE_DIR=$folder/state GATEWAY_DOCS_DIR=$DATA_DIR/docs UPSTREAMS_FILE=$folder/upstreams.conf \
            GATEWAY_ACCESS_LOG=/dev/stdout GATEWAY_ERROR_LOG=/dev/stderr \
            "$ROOT/nginx/render.sh" "$folder/configuration.new" >/dev/null
    ) || return
    rm -rf "$folder/configuration"
    mv "$folder/configuration.new" "$folder/configuration"
}

# What the gateway cannot be told is refused before anything is changed: it is told so in a folder of no platform.
require_gateway_configuration() {
    local folder refusal
    folder=$(mktemp -d)
    if ! refusal=$(DATA_DIR=$folder write_gateway_configuration 2>&1); then
        rm -rf "$folder"
        fail "${refusal#render.sh: }"
    fi
    rm -rf "$folder"
}

collect_documentation() {
    local fingerprint
    fingerprint=$(documentation_fingerprint)
    PYTHON=$VENV/bin/python "$ROOT/nginx/collect_docs.sh" "$DATA_DIR/docs"
    note_running documentation "$fingerprint"
}

documentation_is_current() {
    runs_as documentation "$(documentation_fingerprint)"
}

gateway_workers() {
    local master process
    master=$(first_word_of "$(gateway_folder)/state/nginx.pid")
    for process in $(with_descendants "$master"); do
        [[ $process == "$master" ]] || ! grep -q 'worker process$' <(tr -d '\0' <"/proc/$process/cmdline") 2>/dev/null ||
            printf '%s\n' "$process"
    done | sort
}

# Until the workers with the old configuration have stopped to accept connections.
workers_are_new() {
    local workers
    workers=$(gateway_workers)
    [[ -n $workers && -z $(comm -12 <(printf '%s\n' "$1") <(printf '%s\n' "$workers")) ]]
}

reload_gateway() {
    local old_workers fingerprint
    write_gateway_configuration
    fingerprint=$(gateway_fingerprint)
    old_workers=$(gateway_workers)
    nginx -e /dev/stderr -c "$(gateway_configuration)" -s reload
    wait_until 60 workers_are_new "$old_workers"
    note_running gateway "$fingerprint"
}
