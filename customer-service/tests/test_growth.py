"""A page of customers, or of one's consents, reads as much at a million rows as at ten thousand."""

from functools import partial
from typing import Any

import pytest

from chassis.testing.growth import add_rows, numbered, pages_that_grow
from customers.models import Consent, Customer

FILTERS: dict[str, dict[str, str]] = {
    "/customers/": {"email": "c7@example.org", "is_active": "false"},
    "/me/consents/": {},
}


def fill(caller: Any, first: int, last: int) -> None:
    """Many customers, and the caller's consents beside those of all others."""
    add_rows(
        Customer,
        first,
        last,
        email="'c' || i || '@example.org'",
        last_name="'Name ' || i",
        is_active="i > 40",
    )
    owner = f"CASE WHEN i % 2 = 0 THEN '{caller.account_id}' ELSE {numbered('i')} END"
    add_rows(Consent, first, last, customer_id=owner, purpose="'marketing'", source="'web'", granted="true")


@pytest.mark.drill
@pytest.mark.django_db(transaction=True)
def test_no_page_reads_more_however_many_there_are(admin: Any, rounds: Any) -> None:
    Customer.objects.create(id=admin.account_id)
    grown = pages_that_grow(admin, partial(fill, admin), FILTERS, rounds)
    assert not grown, "\n".join(grown)
