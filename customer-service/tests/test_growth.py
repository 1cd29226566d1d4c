"""A page of customers reads as much at a million rows as at ten thousand."""

from typing import Any

import pytest

from chassis.testing.growth import add_rows, pages_that_grow
from customers.models import Customer

FILTERS = {"/customers/": {"email": "c7@example.org", "is_active": "false"}}


def fill(first: int, last: int) -> None:
    add_rows(
        Customer,
        first,
        last,
        email="'c' || i || '@example.org'",
        last_name="'Name ' || i",
        is_active="i > 40",
    )


@pytest.mark.drill
@pytest.mark.django_db(transaction=True)
def test_no_page_reads_more_however_many_there_are(admin: Any, rounds: Any) -> None:
    grown = pages_that_grow(admin, fill, FILTERS, rounds)
    assert not grown, "\n".join(grown)
