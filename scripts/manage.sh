#!/usr/bin/env bash
# Look after a running platform: one table of verbs, two runtimes.
set -euo pipefail
# shellcheck source=lib/load.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/load.sh"

usage() {
    cat <<END
Usage: scripts/manage.sh VERB [service] ...

  status  [service]                       what runs, whether it answers, what memory it takes
  logs    [--request ID] [--follow] [service]
                                          what was written; --request shows one request's way through all services
  restart [service]                       with the configuration as it is now
  migrate [service]                       bring the databases up to the code
  shell   [service]                       a Django shell; without a service, one with psql and the virtualenv
  exec    [service] -- COMMAND...         run a command in a service; without one, in each
  scale   [service [NUMBER]]              how many replicas answer (1 to 9), or make it so many
  cleanup [service] [--yes]               remove the data, after a question
  events  groups | dead | replay [--name N] | republish [--name N] [--hours H] | drop STREAM GROUP  [service]
                                          who reads which news and what died; handle or publish again; forget a reader
  demo                                    a customer's journey through the gateway, step by step
  seed                                    demo accounts and a workshop

Services: ${SERVICES[*]}
END
}

# logs [--request ID] [--follow] [service]
parse_logs() {
    local request='' follow=no service=''
    while (($# > 0)); do
        case $1 in
            --request)
                [[ -n ${2:-} ]] || misused "--request needs a request's id."
                request=$2
                shift
                ;;
            --follow | -f) follow=yes ;;
            *)
                require_service "$1"
                service=$1
                ;;
        esac
        shift
    done
    ARGUMENTS=("$request" "$follow" ${service:+"$service"})
}

# exec [service] -- COMMAND...
parse_exec() {
    local service=''
    if [[ ${1:-} != -- ]]; then
        require_service "${1:-}"
        service=$1
        shift
    fi
    [[ ${1:-} != -- ]] || shift
    (($# > 0)) || misused "exec needs a command."
    ARGUMENTS=("$service" "$@")
}

# events VERB [arguments] [service]; without a service, in each
parse_events() {
    local verb=${1:-} service='' last
    case $verb in
        groups | dead | replay | republish | drop) ;;
        *) misused "events needs one of: groups, dead, replay, republish, drop." ;;
    esac
    last=${!#}
    if (($# > 1)) && [[ " ${SERVICES[*]} " == *" $last "* ]] && [[ $verb != drop || $# -eq 4 ]]; then
        service=$last
        set -- "${@:1:$#-1}"
    fi
    [[ $verb != drop || -n $service ]] || misused "events drop STREAM GROUP SERVICE: name who writes the stream."
    ARGUMENTS=("$service" python manage.py news "$@")
}

parse_scale() {
    [[ -z ${1:-} ]] || require_service "$1"
    [[ ${2:-1} == [1-9] ]] || misused "scale takes a number from 1 to 9, not '$2'."
    ARGUMENTS=("$@")
}

parse_cleanup() {
    ARGUMENTS=()
    while (($# > 0)); do
        case $1 in
            --yes | -y) ASSUME_YES=yes ;;
            *)
                require_service "$1"
                ARGUMENTS=("$1")
                ;;
        esac
        shift
    done
}

parse_service() {
    [[ -z ${1:-} ]] || require_service "$1"
    (($# <= 1)) || misused "One service is enough."
    ARGUMENTS=("$@")
}

verb=${1:-}
[[ -n $verb ]] || misused "Which verb?"
shift
case $verb in
    -h | --help) usage && exit ;;
    logs | exec | scale | cleanup) "parse_$verb" "$@" ;;
    events)
        parse_events "$@"
        verb='exec'
        ;;
    status | restart | migrate | shell) parse_service "$@" ;;
    demo | seed) ARGUMENTS=("$@") ;;
    *) misused "There is no verb '$verb'." ;;
esac

choose_runtime
"${RUNTIME}_$verb" ${ARGUMENTS[@]+"${ARGUMENTS[@]}"}
