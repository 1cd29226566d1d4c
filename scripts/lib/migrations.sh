# Which databases are behind their migrations?

migrations_fingerprint() {
    find "$ROOT/$1" "$ROOT/servease-chassis/chassis" -path '*/migrations/*.py' -print0 | sort -z |
        xargs -0 cat "$ROOT/requirements-dev.txt" | as_one
}

migrations_stamp() {
    printf '%s\n' "$RUN_DIR/stamps/$1.migrations"
}

is_migrated() {
    [[ -r $(migrations_stamp "$1") && $(<"$(migrations_stamp "$1")") == "$(migrations_fingerprint "$1")" ]]
}

migrate_service() {
    SERVEASE_RUN_DIR=$RUN_DIR "$TEMPLATES/process.sh" "$1" migrate
    migrations_fingerprint "$1" >"$(migrations_stamp "$1")"
}

migrate_services() {
    in_parallel "$(sensible_parallelism)" migrate_service "$@"
}
