# What is the platform configured with? The environment's file, and over it the process environment.

declare -A CONFIGURATION

SECRETS=(SECRET_KEY SIGNING_SECRET POSTGRES_PASSWORD REDIS_PASSWORD)
for service in "${SERVICES[@]}"; do
    SECRETS+=("$(variable_prefix "$service")_DB_PASSWORD" "$(variable_prefix "$service")_CLIENT_SECRET")
done
unset service
SHORTEST_PRODUCTION_SECRET=16

environment_file() {
    printf '%s\n' "$ROOT/.env.$1"
}

# Variables stay in this table and are not exported: no process sees more of it than it is given.
read_configuration() {
    local environment=$1 line name overrides
    overrides=$RUN_DIR/overrides.env
    while IFS= read -r line || [[ -n $line ]]; do
        [[ $line == [A-Za-z_]*=* ]] || continue
        name=${line%%=*}
        CONFIGURATION[$name]=${line#*=}
        # A secret may also come from the file that NAME_FILE names.
        local file_variable=${name}_FILE
        if [[ -z ${!name-} && -n ${!file_variable-} ]]; then
            [[ -r ${!file_variable} ]] || fail "$file_variable names ${!file_variable}, which cannot be read."
            CONFIGURATION[$name]=$(<"${!file_variable}")
        elif [[ -v $name ]]; then
            CONFIGURATION[$name]=${!name}
        fi
    done <"$(environment_file "$environment")"
    [[ ! -r $overrides ]] || read_overrides "$overrides"
}

# What the process environment said at the start also holds for a later `manage.sh scale`.
read_overrides() {
    local name value
    while IFS='=' read -r name value; do
        [[ -v $name ]] || CONFIGURATION[$name]=$value
    done <"$1"
}

record_overrides() {
    local name
    (
        umask 077
        for name in "${!CONFIGURATION[@]}"; do
            [[ ! -v $name ]] || printf '%s=%s\n' "$name" "${!name}"
        done >"$RUN_DIR/overrides.env"
    )
}

refuse_weak_secrets() {
    local name value
    for name in "${SECRETS[@]}"; do
        value=${CONFIGURATION[$name]:-}
        [[ -n $value ]] || fail "$name is not set; production needs a value of its own in .env.production, the environment or ${name}_FILE."
        [[ $value != development-only* ]] || fail "$name still has its development value; production needs one of its own."
        ((${#value} >= SHORTEST_PRODUCTION_SECRET)) || fail "$name is shorter than $SHORTEST_PRODUCTION_SECRET characters."
    done
}

load_configuration() {
    local environment=$1
    [[ -r $(environment_file "$environment") ]] || fail "There is no .env.$environment in $ROOT."
    read_configuration "$environment"
    [[ $environment != production || ${CONFIGURATION[DEBUG]:-} != true ]] ||
        fail "DEBUG is true, and production never starts so: it would take development's secrets."
    [[ ${CONFIGURATION[DEBUG]:-} == true ]] || refuse_weak_secrets
}
