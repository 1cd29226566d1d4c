# Accounts and a workshop to try things out with. Development only; safe to repeat.

require_seeding_allowed() {
    [[ $(recorded_environment) == development ]] || fail "Demo data is for development only."
}

require_demo_allowed() {
    [[ $(recorded_environment) == development ]] ||
        fail "The demo signs in with the demo accounts, which are for development only."
}

require_client_environment_allowed() {
    [[ $(recorded_environment) == development ]] ||
        fail "status --env signs in with the demo accounts, which are for development only."
}

seed_accounts() {
    in_service authentication-service python manage.py seed
}

seed_workshop() {
    "$VENV/bin/python" "$ROOT/scripts/seed.py" --gateway "http://127.0.0.1:$GATEWAY_PORT"
}

seed_fingerprint() {
    {
        find "$ROOT/authentication-service" -path '*/management/commands/seed.py' -exec cat {} +
        cat "$ROOT/scripts/seed.py"
    } | as_one
}

seed() {
    seed_accounts
    seed_workshop
    seed_fingerprint | remember stamps/seed
}

is_seeded() {
    [[ -r $RUN_DIR/stamps/seed && $(<"$RUN_DIR/stamps/seed") == "$(seed_fingerprint)" ]]
}
