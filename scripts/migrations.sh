#!/usr/bin/env bash
# After a change of a model: write the migration that brings a database to it.
set -euo pipefail
# shellcheck source=lib/load.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/load.sh"

usage() {
    cat <<'END'
Usage: scripts/migrations.sh SERVICE NAME [APP]

Writes the migration NAME (in words, such as fuel_of_a_vehicle) of a service's app, of the one whose models changed
unless APP says which, and shows the SQL it runs. Needs no running platform; `manage.sh migrate` applies it to one.
END
}

case ${1:-} in
    -h | --help) usage && exit ;;
    '') misused "Which service?" ;;
esac
service=${1%/} name=${2:-} app=${3:-}
require_service "$service"
[[ $name =~ ^[a-z][a-z0-9_]+$ ]] || misused "A migration has a name in small letters with _ between, not '$name'."
(($# <= 3)) || misused "One app is enough."

ensure_packages "$TEST_PACKAGES"
ensure_virtualenv
join_test_stores >/dev/null
trap leave_test_stores EXIT

before=$(git -C "$ROOT" ls-files --others -- '*/migrations/*.py')
# shellcheck disable=SC2086  # No app: no word.
in_service "$service" python manage.py makemigrations --name "$name" $app
written=$(comm -13 <(sort <<<"$before") <(git -C "$ROOT" ls-files --others -- '*/migrations/*.py' | sort))
for file in $written; do
    "$VENV/bin/ruff" format --quiet "$ROOT/$file"
    label=$(basename "$(dirname "$(dirname "$file")")")
    in_service "$service" python manage.py sqlmigrate "$label" "$(basename "$file" .py)"
done
