# What is the platform configured with?
#
# Rule: a start reads the environment's files, over them the process environment, and nothing of an earlier start.
# Every other verb reads the files, and over them what that start was given.

# GIVEN is what the process environment says: values, and under NAME_FILE the file that holds one. KEPT names those
# that hold at a running platform though a file says something else.
declare -A CONFIGURATION GIVEN
KEPT=()

# Where stores of one's own are: in no file, because only containers can use others than the platform's.
STORE_ADDRESSES=(DB_HOST DB_PORT REDIS_HOST REDIS_PORT)

SECRETS=(SECRET_KEY SIGNING_SECRET POSTGRES_PASSWORD REDIS_PASSWORD)
for service in "${SERVICES[@]}"; do
    SECRETS+=("$(variable_prefix "$service")_DB_PASSWORD" "$(variable_prefix "$service")_CLIENT_SECRET")
done
unset service
SHORTEST_PRODUCTION_SECRET=16

environment_file() {
    printf '%s\n' "$ROOT/.env.$1"
}

# Production's secrets are in a file that git ignores, where scripts/make_secrets.sh has made them.
environment_files() {
    environment_file "$1"
    [[ $1 != production || ! -e $ROOT/.env.production.local ]] || printf '%s\n' "$ROOT/.env.production.local"
}

recorded_overrides() {
    printf '%s\n' "$RUN_DIR/overrides.env"
}

# Variables stay in this table and are not exported: no process sees more of it than it is given.
read_variables() {
    local line
    [[ -e $1 ]] || fail "There is no $1."
    [[ -r $1 ]] || fail "This user may not read $1."
    while IFS= read -r line || [[ -n $line ]]; do
        [[ $line != [A-Za-z_]*=* ]] || CONFIGURATION[${line%%=*}]=${line#*=}
    done <"$1"
}

read_environment_files() {
    local file
    for file in $(environment_files "$1"); do read_variables "$file"; done
}

# What the process environment says of each variable: its value, or in NAME_FILE the file that holds it.
take_given() {
    local name file
    for name in "${!CONFIGURATION[@]}" "${STORE_ADDRESSES[@]}"; do
        file=${name}_FILE
        if [[ -z ${!name-} && -n ${!file-} ]]; then
            CONFIGURATION[$name]=$(text_of "$file" "${!file}")
            GIVEN[$file]=$(realpath "${!file}")
        elif [[ -v $name ]]; then
            CONFIGURATION[$name]=${!name}
            GIVEN[$name]=${!name}
        fi
    done
}

# text_of VARIABLE FILE: without the newline that editors and tools end a file with
text_of() {
    [[ -r $2 ]] || fail "$1 names $2, which cannot be read."
    printf '%s\n' "$(<"$2")"
}

record_overrides() {
    local name
    (
        umask 077
        for name in "${!GIVEN[@]}"; do printf '%s=%s\n' "$name" "${GIVEN[$name]}"; done >"$(recorded_overrides)"
    )
}

take_recorded() {
    local recorded value name
    while IFS='=' read -r recorded value; do
        name=${recorded%_FILE}
        [[ $recorded == "$name" ]] || value=$(text_of "$recorded" "$value")
        ! file_differs "$name" "$value" || KEPT+=("$name")
        CONFIGURATION[$name]=$value
    done <"$(recorded_overrides)"
}

# A secret's line that is empty says nothing.
file_differs() {
    [[ -v CONFIGURATION[$1] && ${CONFIGURATION[$1]} != "$2" ]] &&
        [[ -n ${CONFIGURATION[$1]} || " ${SECRETS[*]} " != *" $1 "* ]]
}

# Whoever edited the file since the start expects it to hold.
name_kept_values() {
    local name
    was_edited_since_the_start || return 0
    for name in "${KEPT[@]}"; do
        say "$name keeps the value given at the start; scripts/start.sh takes the file's."
    done
}

was_edited_since_the_start() {
    local file
    for file in $(environment_files "$(recorded_environment)"); do
        [[ ! $file -nt $(recorded_overrides) ]] || return 0
    done
    return 1
}

refuse_weak_secrets() {
    local name value
    for name in "${SECRETS[@]}"; do
        value=${CONFIGURATION[$name]:-}
        [[ -n $value ]] || fail "$name is not set; scripts/make_secrets.sh makes every secret of production, or set it in the environment or ${name}_FILE."
        [[ $value != development-only* ]] || fail "$name still has its development value; production needs one of its own."
        ((${#value} >= SHORTEST_PRODUCTION_SECRET)) || fail "$name is shorter than $SHORTEST_PRODUCTION_SECRET characters."
    done
}

check_configuration() {
    local environment=$1
    CONFIGURATION[DEBUG]=${CONFIGURATION[DEBUG],,}
    [[ $environment != production || ${CONFIGURATION[DEBUG]} == false ]] ||
        fail "DEBUG is ${CONFIGURATION[DEBUG]}, and production never starts so: it would take development's secrets."
    [[ ${CONFIGURATION[DEBUG]} == true ]] || refuse_weak_secrets
}

load_configuration() {
    read_environment_files "$1"
    take_given
    check_configuration "$1"
}

# A platform that compose alone has started has no record: it took the process environment.
load_running_configuration() {
    local environment
    environment=$(recorded_environment)
    read_environment_files "$environment"
    if [[ -r $(recorded_overrides) ]]; then take_recorded; else take_given; fi
    check_configuration "$environment"
}
