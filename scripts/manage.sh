#!/usr/bin/env bash
# Look after a running platform: one table of verbs, two runtimes.
set -euo pipefail
# shellcheck source=lib/load.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/load.sh"

usage() {
    cat <<END
Usage: scripts/manage.sh VERB [service] ...

  status  [service]                       what runs, whether it answers, what memory it takes
  status  --env                           what a client is written with: addresses, and a token of each demo account,
                                          for eval "\$(scripts/manage.sh status --env)"; in development only
  logs    [--request ID] [--follow] [service]
                                          what was written; --request shows one request's way through all services,
                                          at a terminal who asked whom, else its lines as they are
  restart [service]                       with the configuration as it is now
  migrate [service]                       bring the databases up to the code
  shell   [service]                       a Django shell; without a service, one with psql and the virtualenv
  exec    [service] -- COMMAND...         run a command in a service; without one, in each
  scale   [service [NUMBER]]              how many replicas answer (1 to 9), or make it so many
  cleanup                                 remove what is unused: old logs, leftovers; in containers old images too
  cleanup --data [service] [--yes]        remove what is stored, after a question
  events  groups | dead | replay [--name N] | republish [--name N] [--hours H] | drop STREAM GROUP  [service]
                                          who reads which events; dead letters; handle or publish again; forget a reader
  rotate-keys [--at-once]                 a new key to sign tokens with, published now and used in ten minutes; tokens of
                                          the old one go on. --at-once: it leaked, and what it signed counts no more
  demo    [workshop]                      a customer's journey through the gateway, step by step; with workshop one
                                          order, from a concern to its paid invoice
  seed                                    demo accounts and a workshop
  mailbox [ADDRESS]                       the mails that would have been sent, the newest last; in development no mail
                                          leaves
  mailbox --open N                        the mail with that number, as a page for a browser

Services: ${SERVICES[*]}
status, logs and restart take gateway too, status and logs also postgres and redis.
END
}

# help_with VERB: its lines
help_with() {
    usage | awk -v verb="$1" '/^  [a-z]/ { shown = ($1 == verb) } /^$/ { shown = 0 } shown'
}

# How many words, a service or a number, a verb takes.
declare -A MOST_WORDS=([status]=1 [logs]=1 [restart]=1 [migrate]=1 [shell]=1 [scale]=2 [cleanup]=1 [demo]=1 [seed]=0 [mailbox]=1)

# Options go into their variables, words into WORDS.
read_arguments() {
    while (($# > 0)); do
        case "$verb $1" in
            *' --help' | *' -h') help_with "$verb" && exit ;;
            'logs --request')
                [[ -n ${2:-} ]] || misused "--request needs a request's id."
                REQUEST=$2
                shift
                ;;
            'status --env') CLIENT_ENVIRONMENT=yes ;;
            'logs --follow' | 'logs -f') FOLLOW=yes ;;
            'mailbox --open')
                [[ ${2:-} =~ ^[1-9][0-9]{0,8}$ ]] || misused "--open needs the number of a mail."
                OPENED=$2
                shift
                ;;
            'cleanup --data') DATA=yes ;;
            'cleanup --yes' | 'cleanup -y') ASSUME_YES=yes ;;
            *' -'[a-z-]*) misused "$verb has no option '$1'." ;;
            *) WORDS+=("$1") ;;
        esac
        shift
    done
    ((${#WORDS[@]} <= MOST_WORDS[$verb])) || misused "$verb takes no '${WORDS[MOST_WORDS[$verb]]}'."
    case $verb in
        status | logs | restart) ((${#WORDS[@]} == 0)) || require_part "${WORDS[0]}" ;;
        mailbox) [[ -z $OPENED || ${#WORDS[@]} -eq 0 ]] || misused "With --open mailbox takes no '${WORDS[0]}'." ;;
        demo) [[ ${WORDS[0]:-workshop} == workshop ]] || misused "demo takes no '${WORDS[0]}'." ;;
        *) ((${#WORDS[@]} == 0)) || require_service "${WORDS[0]}" ;;
    esac
}

check_arguments() {
    case "$verb ${WORDS[0]:-}" in
        scale*) [[ ${WORDS[1]:-1} == [1-9] ]] || misused "scale takes a number from 1 to 9, not '${WORDS[1]}'." ;;
        'cleanup '?*) [[ $DATA == yes ]] || misused "What a service has stored goes by: cleanup --data ${WORDS[0]}" ;;
        'status '?*) [[ $CLIENT_ENVIRONMENT == no ]] || misused "With --env status takes no '${WORDS[0]}'." ;;
        'restart postgres' | 'restart redis') fail "${WORDS[0]} restarts with the whole platform: scripts/stop.sh, then scripts/start.sh." ;;
    esac
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

# rotate-keys [--at-once]
parse_rotate-keys() {
    local last=${!#}
    case "$#${1:-}" in
        0 | 1--at-once) ;;
        *) misused "rotate-keys takes no '$last'." ;;
    esac
    ARGUMENTS=(authentication-service python manage.py rotate_signing_key "$@")
}

verb=${1:-}
[[ -n $verb ]] || misused "Which verb?"
shift
REQUEST='' FOLLOW=no DATA=no CLIENT_ENVIRONMENT=no OPENED='' WORDS=()
case $verb in
    -h | --help) usage && exit ;;
    exec | events | rotate-keys)
        case ${1:-} in -h | --help) help_with "$verb" && exit ;; esac
        "parse_$verb" "$@"
        verb='exec'
        ;;
    *)
        [[ " ${!MOST_WORDS[*]} " == *" $verb "* ]] || misused "There is no verb '$verb'."
        read_arguments "$@"
        check_arguments
        case $verb in
            logs) ARGUMENTS=("$REQUEST" "$FOLLOW") ;;
            cleanup) ARGUMENTS=("$DATA") ;;
            mailbox) ARGUMENTS=("$OPENED") ;;
            status)
                [[ $CLIENT_ENVIRONMENT == no ]] || verb=client_environment
                ARGUMENTS=()
                ;;
            *) ARGUMENTS=() ;;
        esac
        ARGUMENTS+=(${WORDS[@]+"${WORDS[@]}"})
        ;;
esac

choose_runtime
case $verb in
    restart | migrate | cleanup) begin_change "scripts/manage.sh $verb" ;;
    scale) ((${#WORDS[@]} < 2)) || begin_change "scripts/manage.sh scale" ;;
esac
"${RUNTIME}_$verb" ${ARGUMENTS[@]+"${ARGUMENTS[@]}"}
