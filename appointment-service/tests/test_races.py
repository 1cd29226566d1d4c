"""Two at one appointment: who comes second waits, and finds it as the first one left it."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from chassis.testing.locks import until_somebody_waits
from tests.conftest import one, row_of

pytestmark = pytest.mark.django_db(transaction=True)
EIGHT, TEN = "2026-11-24T07:00:00Z", "2026-11-24T09:00:00Z"


@pytest.fixture
def meanwhile() -> Iterator[Callable[..., Future]]:
    """Let somebody else ask on a connection of their own, and return when they wait for us."""
    with ThreadPoolExecutor(1) as pool:

        def ask(question: Callable[[], Any]) -> Any:
            try:
                return question()
            finally:
                connection.close()

        def meanwhile(question: Callable[[], Any]) -> Future:
            answer = pool.submit(ask, question)
            until_somebody_waits()
            return answer

        yield meanwhile


@pytest.fixture
def moving(workshop, book, customer, stranger):
    """A booking whose new time is on another bay, because its own is taken then."""
    workshop(bays=2, technicians=2)
    booked = book(customer, EIGHT)
    book(stranger, TEN)
    return booked


@pytest.mark.parametrize(
    ("verb", "body", "status"),
    [("confirm", None, "confirmed"), ("cancel", {"reason": "The lift is broken."}, "cancelled")],
)
def test_what_is_just_being_moved_is_moved_first(moving, customer, employee, meanwhile, verb, body, status):
    with transaction.atomic():
        moved = customer.post(one(moving, "reschedule"), {"start": TEN}).json()
        second = meanwhile(lambda: employee.post(one(moving, verb), body))
    assert moved["bay"] != moving["bay"]
    reply = second.result()
    assert (reply.status_code, reply.json()) == (200, {**moved, "status": status})
    assert row_of(moving).status == status


def test_what_is_just_being_cancelled_is_not_moved(moving, customer, employee, meanwhile):
    with transaction.atomic():
        employee.post(one(moving, "cancel"), {"reason": "The lift is broken."})
        second = meanwhile(lambda: customer.post(one(moving, "reschedule"), {"start": TEN}))
    reply = second.result()
    assert (reply.status_code, reply.json()["code"]) == (409, "illegal_transition")
    assert reply.json()["current_status"] == "cancelled"
    assert row_of(moving).bay.name == moving["bay"]["name"]
