# Which programs does supervisor look after, and how do we talk to it?

# A socket's path has a length limit, which a deep run folder passes.
supervisor_socket() {
    local socket=$RUN_DIR/supervisor.sock
    if ((${#socket} > 90)); then
        socket=/tmp/servease-$(run_folder_identity).sock
    fi
    printf '%s\n' "$socket"
}

write_supervisor_configuration() {
    mkdir -p "$RUN_DIR/supervisor.d" "$RUN_DIR/logs"
    RUN_DIR=$RUN_DIR ROOT=$ROOT SOCKET=$(supervisor_socket) RUN_USER=$(id -un) \
        envsubst "\$RUN_DIR \$ROOT \$SOCKET \$RUN_USER" \
        <"$TEMPLATES/supervisord.conf.template" >"$RUN_DIR/supervisord.conf"
}

# write_program FILE PROGRAM COMMAND [STOP_SIGNAL [USER [AUTOSTART]]]: adds a program to a file of supervisor.d
write_program() {
    PROGRAM=$2 COMMAND=$3 STOP_SIGNAL=${4:-TERM} PROGRAM_USER=${5:-$(id -un)} AUTOSTART=${6:-false} LOGS=$RUN_DIR/logs \
    STOP_SECONDS=${STOP_SECONDS:-30} LOG_SIZE=${LOG_SIZE:-5MB} \
        envsubst "\$PROGRAM \$COMMAND \$STOP_SIGNAL \$STOP_SECONDS \$LOG_SIZE \$PROGRAM_USER \$AUTOSTART \$LOGS" \
        <"$TEMPLATES/program.conf.template" >>"$RUN_DIR/supervisor.d/$1.conf"
}

# Its log names the rule that a statement broke, and neither the statement nor the row: those hold what people
# entered, password hashes too. The container has the same (docker-compose.yml).
QUIET_POSTGRES="-c log_min_error_statement=panic -c log_error_verbosity=terse -c log_parameter_max_length=0"

SECONDS_FOR_A_STORE=120

write_store_programs() {
    local file=$RUN_DIR/supervisor.d/stores.conf options="$QUIET_POSTGRES ${SERVEASE_POSTGRES_OPTIONS:-}"
    # What they hold goes to the disk first, and a slow disk is no reason to kill them.
    local STOP_SECONDS=$SECONDS_FOR_A_STORE
    : >"$file"
    # INT is PostgreSQL's fast shutdown: it ends sessions instead of waiting for them.
    write_program stores postgres "$POSTGRES_BIN/postgres -D \"$(postgres_folder)\" -c port=$POSTGRES_PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=$MOST_CONNECTIONS -c log_timezone=UTC $options" INT "$(postgres_user)" true
    write_program stores redis "redis-server \"$RUN_DIR/redis/redis.conf\"" TERM "$(id -un)" true
}

write_gateway_program() {
    local file=$RUN_DIR/supervisor.d/gateway.conf LOG_SIZE=20MB
    : >"$file"
    write_program gateway gateway "\"$TEMPLATES/gateway.sh\" \"$(gateway_folder)\" \"$(gateway_configuration)\"" QUIT
}

MOST_REPLICAS=9

# A stream has as many as its service.
replicas_of() {
    local service=${1%-stream}
    if [[ -r $RUN_DIR/replicas/$service ]]; then cat "$RUN_DIR/replicas/$service"; else printf '1\n'; fi
}

write_service_programs() {
    local service=$1 number role=web process="$TEMPLATES/process.sh" STOP_SECONDS=45 # chassis/family.py: 25, then web's 10
    ! has_stream "$service" || role=replica
    : >"$RUN_DIR/supervisor.d/$service.conf"
    write_program "$service" "$service-web-1" "\"$process\" $service service 1"
    for ((number = 2; number <= $(replicas_of "$service"); number++)); do
        write_program "$service" "$service-web-$number" "\"$process\" $service $role $number"
    done
}

control() {
    "$VENV/bin/supervisorctl" -c "$RUN_DIR/supervisord.conf" "$@"
}

supervisor_runs() {
    command_line_has "$(first_word_of "$RUN_DIR/supervisord.pid")" "$RUN_DIR/supervisord.conf"
}

# One that hangs, or whose socket is gone, runs and does not answer.
supervisor_answers() {
    supervisor_runs && [[ $(timeout 10 "$VENV/bin/supervisorctl" -c "$RUN_DIR/supervisord.conf" pid 2>/dev/null) == [1-9]* ]]
}

# Compiled Python is kept, or every start would compile everything again. Secrets reach each service in its own
# environment and no other way, so the files that they came from are named to none.
start_supervisor() (
    keep_nothing_open
    unset "${SECRETS[@]/%/_FILE}"
    env -u PYTHONDONTWRITEBYTECODE -u PYTHONPATH TZ=UTC "$(platform_mark)" \
        "$VENV/bin/supervisord" -c "$RUN_DIR/supervisord.conf"
)

# states: "program STATE" a line
program_states() {
    control status 2>/dev/null | awk '{ sub(/^.*:/, "", $1); print $1, $2 }' || true
}

# all_at_once stop|restart PROGRAM...
all_at_once() {
    "$VENV/bin/python" "$TEMPLATES/programs.py" "$(supervisor_socket)" "$@"
}

programs_but_the_stores() {
    program_states | awk '$1 != "postgres" && $1 != "redis" { print $1 }'
}
