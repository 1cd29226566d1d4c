"""How often the database is asked beside BEGIN and COMMIT: five times at most, whatever else is looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chassis.testing.parallel import at_the_same_time
from tests.urls import URL, url_of

pytestmark = pytest.mark.django_db(transaction=True)
EIGHT, NINE, TEN = (f"2026-11-24T0{hour}:00:00Z" for hour in (7, 8, 9))
MOST = 5
LIMITS = {"max_per_day_per_customer": 50, "allow_vehicle_overlap": True}


@contextmanager
def at_most(number: int) -> Iterator[None]:
    with CaptureQueriesContext(connection) as captured:
        yield
    asked = statements(captured)
    assert len(asked) <= number, asked


def statements(captured: CaptureQueriesContext) -> list[str]:
    said = [query["sql"] for query in captured]
    return [sql for sql in said if sql not in {"BEGIN", "COMMIT", "ROLLBACK"}]


@pytest.fixture
def ask(workshop: Any, vehicle_of: Any, customer: Any) -> Any:
    """A workshop with equipment and limits, and a vehicle that is known; ask for a start with a key."""
    workshop(bays=3, technicians=3, policy=LIMITS)
    vehicle_id = vehicle_of(customer)
    keys = iter(range(1000))

    def ask(client: Any, path: str, **body: Any) -> Any:
        booking = {"vehicle_id": vehicle_id} if path == URL else {}
        service = {} if path.endswith("reschedule/") else {"service_type": "oil-change"}
        key = {"Idempotency-Key": f"key {next(keys)}"}
        return client.post(path, {**booking, **service, **body}, headers=key)

    ask(customer, URL, start=NINE)
    return ask


def test_slots_are_read_by_two(ask, customer):
    """The location, on whose clock a date is, and the calendar."""
    query = {"service_type": "oil-change", "from": "2026-11-24", "to": "2026-12-24", "explain": "true"}
    with at_most(2):
        assert len(customer.get(f"{URL}slots/", query).json()["results"]) > 300


@pytest.mark.parametrize("role", ["customer", "employee"])
def test_a_booking(ask, role, request):
    client = request.getfixturevalue(role)
    with at_most(MOST):
        assert ask(client, URL, start=EIGHT).status_code == 201


@pytest.mark.parametrize("role", ["customer", "employee"])
def test_a_hold_and_its_booking(ask, role, request):
    client = request.getfixturevalue(role)
    with at_most(MOST):
        held = ask(client, f"{URL}holds/", start=EIGHT)
    assert held.status_code == 201
    with at_most(MOST):
        assert ask(client, URL, start=EIGHT, hold_id=held.json()["id"]).status_code == 201


@pytest.mark.parametrize("role", ["customer", "employee"])
def test_a_new_time(ask, role, request, customer):
    booked = ask(customer, URL, start=EIGHT).json()
    with at_most(MOST):
        moved = ask(request.getfixturevalue(role), url_of(booked, "reschedule"), start=TEN)
    assert (moved.status_code, moved.json()["start"]) == (200, TEN)


def test_a_refusal_with_its_alternatives(ask, customer, employee):
    """Also where a hold of one's own is in the way."""
    ask(customer, f"{URL}holds/", start=EIGHT)
    for _ in range(2):
        assert ask(employee, URL, start=EIGHT).status_code == 201
    for client, code in ((customer, "own_hold"), (employee, "slot_taken")):
        with at_most(MOST):
            refused = ask(client, URL, start=EIGHT)
        assert (refused.status_code, refused.json()["code"]) == (409, code)
        assert len(refused.json()["alternatives"]) == 3


def test_whoever_loses_the_race_for_a_key_is_answered_as_the_winner(ask, customer):
    """And asks once more for the answer that won."""
    body = {"service_type": "oil-change", "start": EIGHT}
    vehicle_id = customer.get(URL).json()["results"][0]["vehicle_id"]

    def book() -> tuple[int, bytes, int]:
        with CaptureQueriesContext(connection) as captured:
            reply = customer.post(URL, {**body, "vehicle_id": vehicle_id}, headers={"Idempotency-Key": "one"})
        return reply.status_code, reply.content, len(statements(captured))

    replies = at_the_same_time(*[book] * 4)
    assert {reply[:2] for reply in replies} == {(201, replies[0][1])}
    assert max(asked for _, _, asked in replies) <= MOST + 1
    assert len(customer.get(URL).json()["results"]) == 2
