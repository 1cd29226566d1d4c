# Accounts and a workshop to try things out with. Development only; safe to repeat.

require_seeding_allowed() {
    [[ $(recorded_environment) == development ]] || fail "Demo data is for development only."
}

# require_demo_accounts WHO
require_demo_accounts() {
    [[ $(recorded_environment) == development ]] ||
        fail "$1 signs in with the demo accounts, which are for development only."
}

seed_accounts() {
    in_service authentication-service python manage.py seed
}

# Rows with ids that the documentation's examples name.
SERVICES_WITH_ROWS=(vehicleandproject-service appointment-service notification-service chatbot-service)

seed_rows() {
    in_service "$1" python manage.py seed
}

seed_workshop() {
    "$VENV/bin/python" "$ROOT/scripts/seed.py" --gateway "http://127.0.0.1:$GATEWAY_PORT"
}

seed_fingerprint() {
    {
        find "$ROOT" -path "$ROOT/*-service/*/management/commands/seed.py" -print0 | sort -z | xargs -0 cat
        cat "$ROOT/scripts/seed.py"
    } | as_one
}

seed() {
    local service present=()
    for service in "${SERVICES_WITH_ROWS[@]}"; do ! has_code "$service" || present+=("$service"); done
    seed_accounts
    in_parallel 2 seed_rows "${present[@]}"
    seed_workshop
    # Last, for it needs the technician, of whom news has come by then.
    ! has_code employee-service || seed_rows employee-service
    seed_fingerprint | remember stamps/seed
}

is_seeded() {
    [[ -r $RUN_DIR/stamps/seed && $(<"$RUN_DIR/stamps/seed") == "$(seed_fingerprint)" ]]
}
