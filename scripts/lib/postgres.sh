# Our private PostgreSQL: made once, reachable on 127.0.0.1 with a password.

POSTGRES_VERSION=15

# PostgreSQL refuses to run as root.
postgres_user() {
    if [[ $EUID == 0 ]]; then printf 'postgres\n'; else id -un; fi
}

as_postgres() {
    if [[ $EUID == 0 ]]; then
        (cd / && setpriv --reuid=postgres --regid=postgres --init-groups "$@")
    else
        "$@"
    fi
}

postgres_folder() {
    printf '%s\n' "$DATA_DIR/postgres"
}

postgres_is_made() {
    [[ $EUID == 0 ]] || [[ -r $(postgres_folder)/PG_VERSION ]]
    [[ -e $(postgres_folder)/PG_VERSION ]]
}

# In a folder that gets its name when it is complete: a start that is killed meanwhile leaves none that looks made.
make_postgres() {
    local folder new password_file
    folder=$(postgres_folder)
    new=$folder.new
    rm -rf "$folder" "$new" "$RUN_DIR/stamps"
    mkdir -p "$new" "$RUN_DIR/stamps"
    password_file=$folder.password
    (umask 077 && printf '%s\n' "${CONFIGURATION[POSTGRES_PASSWORD]}" >"$password_file")
    chown "$(postgres_user)" "$new" "$password_file"
    chmod 700 "$new"
    as_postgres "$POSTGRES_BIN/initdb" --pgdata="$new" --username=postgres --pwfile="$password_file" \
        --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-instructions
    rm -f "$password_file"
    mv "$new" "$folder"
    note_administrator_password
}

administrator_password_fingerprint() {
    as_one <<<"$(postgres_folder) ${CONFIGURATION[POSTGRES_PASSWORD]}"
}

note_administrator_password() {
    (umask 077 && administrator_password_fingerprint | remember stamps/administrator_password)
}

administrator_has_the_password() {
    local note=$RUN_DIR/stamps/administrator_password
    [[ -r $note && $(<"$note") == "$(administrator_password_fingerprint)" ]]
}

# The administrator has the password that initdb was told; another is set while PostgreSQL is down, when it asks for none.
set_administrator_password() {
    local quoted=${CONFIGURATION[POSTGRES_PASSWORD]//\'/\'\'} options
    read -r -a options <<<"$QUIET_POSTGRES"
    as_postgres "$POSTGRES_BIN/postgres" --single -D "$(postgres_folder)" "${options[@]}" postgres \
        <<<"ALTER ROLE postgres PASSWORD '$quoted'"
    note_administrator_password
}

# After a power cut the number in the file may be another process's by now, and PostgreSQL would believe it.
forget_ended_postgres() {
    local file process
    file=$(postgres_folder)/postmaster.pid
    process=$(first_word_of "$file")
    [[ -z $process || ! -e /proc/$process ]] || command_line_has "$process" "$(postgres_folder)" || rm -f "$file"
}

# Another major version does not read them.
refuse_other_version() {
    local made
    made=$(<"$(postgres_folder)/PG_VERSION")
    [[ $made == "$POSTGRES_VERSION" ]] ||
        fail "$(postgres_folder) was made by PostgreSQL $made, and this is $POSTGRES_VERSION: dump it with the old one, move the folder away, start, and load the dump."
}

ensure_postgres() {
    postgres_is_made || make_postgres
    refuse_other_version
    forget_ended_postgres
}

# Ours, and no other that took the port meanwhile: PostgreSQL notes its port and its state in the lines 4 and 8.
postgres_answers() {
    local noted=()
    mapfile -t noted < <(cat "$(postgres_folder)/postmaster.pid" 2>/dev/null)
    [[ ${noted[3]:-} == "$POSTGRES_PORT" && ${noted[7]:-} == ready* ]] &&
        "$POSTGRES_BIN/pg_isready" -q -h 127.0.0.1 -p "$POSTGRES_PORT"
}

# Give a command what it needs to be PostgreSQL's administrator.
as_administrator() {
    PGHOST=127.0.0.1 PGPORT=$POSTGRES_PORT PGPASSWORD=${CONFIGURATION[POSTGRES_PASSWORD]} PGCONNECT_TIMEOUT=5 \
        POSTGRES_USER=postgres "$@"
}

# The databases and roles, whose passwords follow the configuration.
create_databases() (
    local service name
    for service in "${SERVICES[@]}"; do
        name=$(variable_prefix "$service")_DB_PASSWORD
        export "$name=${CONFIGURATION[$name]}"
    done
    as_administrator "$ROOT/deploy/postgres/create_databases.sh"
)
