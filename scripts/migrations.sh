#!/usr/bin/env bash
# After a change of a model: write the migration that brings a database to it.
set -euo pipefail
# shellcheck source=lib/load.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/load.sh"

usage() {
    cat <<'END'
Usage: scripts/migrations.sh SERVICE NAME [APP]

Writes the migration NAME, such as fuel_of_a_vehicle, for each app of a service whose models changed, or for APP alone,
and shows the SQL that it runs. Needs no running platform; a start applies it to one, and so does `manage.sh migrate`.
END
}

case ${1:-} in
    -h | --help) usage && exit ;;
    '') misused "Which service?" ;;
esac
service=${1%/} name=${2:-} app=${3:-}
require_service "$service"
[[ $name =~ ^[a-z][a-z0-9_]+$ ]] ||
    misused "A migration's name has small letters, digits and underscores, such as fuel_of_a_vehicle, not '$name'."
(($# <= 3)) || misused "migrations.sh takes no '$4'."
[[ -z $app || -f $ROOT/$service/$app/apps.py ]] || misused "$service has no app '$app'."

# A service may bring about a migration of the chassis too.
written_migrations() {
    find "$ROOT/$service" "$ROOT/servease-chassis/chassis" -path '*/migrations/*.py' | sort
}

# Django migrates no app without this folder, and says nothing of it.
make_folders_of_migrations() {
    local app
    for app in "$ROOT/$service"/*/apps.py; do
        app=$(dirname "$app")
        [[ -d $app/migrations || (! -f $app/models.py && ! -d $app/models) ]] || install -D /dev/null "$app/migrations/__init__.py"
    done
}

# withdraw REASON: so that the next run writes them again
withdraw() {
    rm -f "${written[@]}"
    fail "$1 The migration is not kept."
}

ensure_packages "$RUNTIME_PACKAGES$TEST_PACKAGES"
ensure_virtualenv
trap leave_test_stores EXIT
join_test_stores

make_folders_of_migrations
before=$(written_migrations)
in_service "$service" python manage.py makemigrations --name "$name" ${app:+"$app"}
mapfile -t written < <(comm -13 <(printf '%s\n' "$before") <(written_migrations))
((${#written[@]} > 0)) || fail "The models of $service have their migrations; nothing was written."
for file in "${written[@]}"; do
    # Django writes imports in an order of its own.
    "$VENV/bin/ruff" check --quiet --select I --fix "$file"
    "$VENV/bin/ruff" format --quiet "$file"
    label=$(basename "${file%/migrations/*}")
    sql=$(in_service "$service" python manage.py sqlmigrate "$label" "$(basename "$file" .py)") ||
        withdraw "Its SQL cannot be written."
    printf '%s\n' "$sql"
    [[ $sql != *"DROP DEFAULT"* ]] ||
        withdraw "A replica of the old version could write no row any more: give the new column db_default= or null=True."
done
