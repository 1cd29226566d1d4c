"""A page of accounts reads as much at a million rows as at ten thousand."""

from typing import Any

import pytest

from accounts.models import Account
from chassis.testing.growth import add_rows, pages_that_grow

FILTERS = {"/accounts/": {"role": "employee", "is_active": "false"}}


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
    )


@pytest.mark.drill
@pytest.mark.django_db(transaction=True)
def test_no_page_reads_more_however_many_there_are(admin: Any, rounds: Any) -> None:
    grown = pages_that_grow(admin, fill, FILTERS, rounds)
    assert not grown, "\n".join(grown)
