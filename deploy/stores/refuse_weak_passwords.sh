#!/bin/sh
# Start PostgreSQL or Redis in its container, unless one of its passwords is missing or, where DEBUG is not true,
# development's or short: nothing is stored behind a password that everybody knows.
#
#   refuse_weak_passwords.sh COMMAND...
set -eu
SHORTEST_PRODUCTION_PASSWORD=16

refuse() {
    echo "$1 $2; set one of your own." >&2
    exit 1
}

for name in $(env | sed -n 's/^\([A-Z_]*PASSWORD\)=.*/\1/p'); do
    eval "password=\$$name"
    [ -n "$password" ] || refuse "$name" "is not set"
    [ "$DEBUG" != true ] || continue
    case $password in
        development-only*) refuse "$name" "still has its development value" ;;
    esac
    [ ${#password} -ge $SHORTEST_PRODUCTION_PASSWORD ] ||
        refuse "$name" "is shorter than $SHORTEST_PRODUCTION_PASSWORD characters"
done
exec "$@"
