# Which services are there, on which port, and what are they made of?

SERVICES=()
declare -A SERVICE_PORT SERVICE_URL_VARIABLE
while read -r name port variable; do
    [[ -n $name && $name != "#" ]] || continue
    SERVICES+=("$name")
    SERVICE_PORT[$name]=$port
    SERVICE_URL_VARIABLE[$name]=$variable
done <"$ROOT/scripts/services.txt"
unset name port variable

is_service() {
    [[ -n ${1:-} && -n ${SERVICE_PORT[$1]:-} ]]
}

require_service() {
    is_service "$1" || misused "There is no service '$1'; there are: ${SERVICES[*]}."
}

# What all services share, and an operator may look at by name.
SHARED_PARTS=(gateway postgres redis)

require_part() {
    [[ " ${SHARED_PARTS[*]} " == *" $1 "* ]] || is_service "$1" ||
        misused "There is no service '$1'; there are: ${SERVICES[*]} ${SHARED_PARTS[*]}."
}

# appointment-service: appointment, APPOINTMENT, appointment_service
short_name() {
    printf '%s\n' "${1%-service}"
}

variable_prefix() {
    local short=${1%-service}
    printf '%s\n' "${short^^}"
}

project_package() {
    printf '%s\n' "${1//-/_}"
}

has_code() {
    [[ -f $ROOT/$1/manage.py ]]
}

has_worker() {
    [[ -f $ROOT/$1/$(project_package "$1")/celery.py ]]
}

# Answers that last come from a process of its own: `servease stream`.
has_stream() {
    [[ -f $ROOT/$1/$(project_package "$1")/asgi.py ]]
}

keeps_files() {
    grep -q '"chassis.files"' "$ROOT/$1/$(project_package "$1")/settings.py" 2>/dev/null
}
