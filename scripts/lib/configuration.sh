# What is the platform configured with? The environment's file, and over it the process environment.

# GIVEN is of these what the process environment said.
declare -A CONFIGURATION GIVEN

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
        take_given "$name"
    done <"$(environment_file "$environment")"
    [[ ! -r $overrides ]] || read_overrides "$overrides"
}

# What the process environment says of a variable: its value, or in NAME_FILE the file that holds it.
take_given() {
    local name=$1 file=${1}_FILE
    if [[ -z ${!name-} && -n ${!file-} ]]; then
        CONFIGURATION[$name]=$(text_of "$file" "${!file}")
        GIVEN[$file]=$(realpath "${!file}")
    elif [[ -v $name ]]; then
        CONFIGURATION[$name]=${!name}
        GIVEN[$name]=${!name}
    fi
}

# text_of VARIABLE FILE: without the newline that editors and tools end a file with
text_of() {
    [[ -r $2 ]] || fail "$1 names $2, which cannot be read."
    printf '%s\n' "$(<"$2")"
}

# What the process environment said at the start also holds for a later `manage.sh scale`.
read_overrides() {
    local recorded value name
    while IFS='=' read -r recorded value; do
        name=${recorded%_FILE}
        [[ ! -v GIVEN[$name] && ! -v GIVEN[${name}_FILE] ]] || continue
        [[ $recorded == "$name" ]] || value=$(text_of "$recorded" "$value")
        CONFIGURATION[$name]=$value
    done <"$1"
}

record_overrides() {
    local name
    (
        umask 077
        for name in "${!GIVEN[@]}"; do printf '%s=%s\n' "$name" "${GIVEN[$name]}"; done >"$RUN_DIR/overrides.env"
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
    CONFIGURATION[DEBUG]=${CONFIGURATION[DEBUG],,}
    [[ $environment != production || ${CONFIGURATION[DEBUG]} == false ]] ||
        fail "DEBUG is ${CONFIGURATION[DEBUG]}, and production never starts so: it would take development's secrets."
    [[ ${CONFIGURATION[DEBUG]} == true ]] || refuse_weak_secrets
}
