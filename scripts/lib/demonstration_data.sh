# Accounts and a workshop to try things out with. Development only; safe to repeat.

seed_accounts() {
    in_service authentication-service python manage.py seed
}

seed_workshop() {
    "$VENV/bin/python" "$ROOT/scripts/seed.py" --gateway "http://127.0.0.1:$GATEWAY_PORT"
}

has_account_seed() {
    [[ -n $(find "$ROOT/authentication-service" -path '*/management/commands/seed.py' -print -quit 2>/dev/null) ]]
}

seed_fingerprint() {
    {
        find "$ROOT/authentication-service" -path '*/management/commands/seed.py' -exec cat {} +
        cat "$ROOT/scripts/seed.py" 2>/dev/null || true
    } | sha256sum | cut -d' ' -f1
}

seed() {
    ! has_account_seed || seed_accounts
    [[ ! -f $ROOT/scripts/seed.py ]] || seed_workshop
    seed_fingerprint >"$RUN_DIR/stamps/seed"
}

is_seeded() {
    [[ -r $RUN_DIR/stamps/seed && $(<"$RUN_DIR/stamps/seed") == "$(seed_fingerprint)" ]]
}
