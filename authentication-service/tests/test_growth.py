"""A page of accounts reads as much at a million rows as at ten thousand."""

from typing import Any

import pytest

from accounts.models import Account, Session
from api_keys.models import ApiKey
from chassis.testing.growth import add_rows, numbered, pages_that_grow
from factors.models import FactorReset
from passkeys.models import Passkey

# The account with the number 1.
ACCOUNT = "01900000-0000-7000-8000-000000000001"
WHO_ASKS = "(SELECT account_id FROM accounts_session LIMIT 1)"
FILTERS = {
    "/accounts/": {"role": "employee", "is_active": "false", "invited": "true"},
    "/api-keys/": {},
    "/factor-resets/": {},
    "/passkeys/": {},
    "/sessions/": {},
}


def fill(first: int, last: int) -> None:
    add_rows(
        Account,
        first,
        last,
        email="'a' || i || '@example.org'",
        last_name="'Name ' || i",
        role="CASE WHEN i <= 40 THEN 'employee' ELSE 'customer' END",
        groups="CASE WHEN i <= 40 THEN ARRAY['technician'] ELSE ARRAY[]::varchar[] END",
        is_active="i > 40",
        invited_until="CASE WHEN i <= 40 THEN now() END",
    )
    add_rows(
        ApiKey,
        first,
        last,
        account_id=numbered("1"),
        digest="lpad(i::text, 64, '0')",
        scopes="ARRAY['auth:read']",
    )
    add_rows(
        FactorReset,
        first,
        last,
        account_id=numbered("i"),
        requested_by_id=WHO_ASKS,
        approved_by_id=numbered("CASE WHEN i = 1 THEN 2 ELSE 1 END"),
        approved_at="now()",
    )
    # Forty are of who asks, who is the only one signed in.
    add_rows(
        Passkey,
        first,
        last,
        account_id=f"CASE WHEN i <= 40 THEN {WHO_ASKS} ELSE {numbered('1')} END",
        credential_id="int4send(i)",
        public_key="int4send(i)",
    )
    add_rows(
        Session,
        first,
        last,
        account_id=numbered("1 + i % 10"),
        expires_at="now() + interval '1 day'",
        second_factor="''",
    )


@pytest.mark.drill
@pytest.mark.django_db(transaction=True)
def test_no_page_reads_more_however_many_there_are(admin: Any, rounds: Any) -> None:
    grown = pages_that_grow(admin, fill, FILTERS, rounds, {"account_id": ACCOUNT})
    assert not grown, "\n".join(grown)
