# What has changed since the processes that run were started?

# Of files their names and content count, and not what tests and documentation say about them.
content_of() {
    find "$@" -type f ! -path '*/__pycache__/*' ! -path "$ROOT/*-service/tests/*" ! -path '*.egg-info/*' ! -name '*.md' \
        -print0 | sort -z | xargs -0 sha256sum
}

# What the processes of a service are made of: its environment and code, what all share, the packages, how they start.
# A commit that changes none of it is no reason to start them anew.
service_fingerprint() {
    {
        service_environment "$1" | grep -v '^SERVEASE_COMMIT=' | sort
        content_of "$ROOT/$1" "$ROOT/servease-chassis/chassis" "$ROOT/requirements-dev.txt" \
            "$TEMPLATES/process.sh" "$TEMPLATES/program.conf.template"
    } | as_one
}

gateway_fingerprint() {
    content_of "$(gateway_folder)/configuration" | as_one
}

documentation_fingerprint() {
    content_of "$ROOT/nginx/docs" "$ROOT/nginx/collect_docs.sh" "$ROOT/clients/typescript/dist" \
        "$ROOT/requirements-dev.txt" | as_one
}

# A fingerprint is taken before the processes start and noted when they run: what changes meanwhile is found later.
note_running() {
    printf '%s\n' "$2" | remember "stamps/$1.running"
}

runs_as() {
    [[ -r $RUN_DIR/stamps/$1.running && $(<"$RUN_DIR/stamps/$1.running") == "$2" ]]
}

changed_services() {
    local service
    for service in "${PRESENT[@]}"; do
        runs_as "$service" "$(service_fingerprint "$service")" || printf '%s\n' "$service"
    done
}
