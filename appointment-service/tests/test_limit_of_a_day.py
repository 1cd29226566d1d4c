"""A policy may say how many appointments a customer has on one day."""

import pytest

from appointments.models import Appointment
from tests.rows import holds_capacity, of_the_workshop, row_of
from tests.urls import URL, url_of

pytestmark = pytest.mark.django_db
# On Berlin's clock. At its midnight it is still Tuesday in UTC.
TEN, ELEVEN_AT_NIGHT = "2026-11-24T09:00:00Z", "2026-11-24T22:00:00Z"
MIDNIGHT, NEXT_TEN = "2026-11-24T23:00:00Z", "2026-11-25T09:00:00Z"


@pytest.fixture
def open_day_and_night(workshop):
    workshop(bays=3, technicians=3, hours=(("00:00", "00:00"),), policy={"max_per_day_per_customer": 2})


@pytest.mark.shows("AP08")
def test_the_next_of_a_day_is_refused_and_takes_nothing(
    open_day_and_night, book, customer, try_to_book, emitted
):
    for start in (TEN, ELEVEN_AT_NIGHT):
        book(customer, start)
    reply = try_to_book(customer, TEN)
    problem = reply.json()
    assert (reply.status_code, problem["code"]) == (409, "too_many_that_day")
    assert (problem["limit"], problem["day"]) == (2, "2026-11-24")
    assert (Appointment.objects.count(), of_the_workshop().count()) == (2, 4)
    assert len(emitted()) == 2


@pytest.mark.shows("AP08")
def test_a_day_is_one_of_the_locations_clock(open_day_and_night, book, customer, try_to_book):
    for start in (MIDNIGHT, NEXT_TEN):
        book(customer, start)
    assert try_to_book(customer, MIDNIGHT).json()["day"] == "2026-11-25"
    assert try_to_book(customer, ELEVEN_AT_NIGHT).status_code == 201


@pytest.mark.shows("AP08")
def test_holds_count_and_what_is_cancelled_does_not(open_day_and_night, book, customer, try_to_book):
    slot = {"service_type": "oil-change", "start": TEN}
    held = customer.post(f"{URL}holds/", slot).json()
    booked = book(customer, ELEVEN_AT_NIGHT)
    assert customer.post(f"{URL}holds/", slot).json()["code"] == "too_many_that_day"

    assert try_to_book(customer, TEN, hold_id=held["id"]).status_code == 201
    assert customer.post(url_of(booked, "cancel")).status_code == 200
    assert try_to_book(customer, ELEVEN_AT_NIGHT).status_code == 201
    assert try_to_book(customer, TEN).json()["code"] == "too_many_that_day"


@pytest.mark.shows("AP08")
def test_it_counts_when_a_customer_moves_to_a_day_and_not_within_it(open_day_and_night, book, customer):
    full = [book(customer, start) for start in (TEN, ELEVEN_AT_NIGHT)]
    other = book(customer, NEXT_TEN)
    refused = customer.post(url_of(other, "reschedule"), {"start": TEN})
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_that_day")
    assert holds_capacity(other)
    within = customer.post(url_of(full[0], "reschedule"), {"start": "2026-11-24T11:00:00Z"})
    assert within.status_code == 200


@pytest.mark.shows("AP08")
def test_staff_book_beyond_it_and_who_booked_is_kept(
    open_day_and_night, book, customer, employee, vehicle_of, emitted
):
    for start in (TEN, ELEVEN_AT_NIGHT):
        book(customer, start)
    body = {"vehicle_id": vehicle_of(customer), "service_type": "oil-change", "start": TEN}
    reply = employee.post(URL, body)
    assert reply.status_code == 201
    booked = reply.json()
    assert (booked["customer_id"], booked["booked_by"]) == (
        str(customer.account_id),
        str(employee.account_id),
    )
    assert row_of(booked).booked_by == employee.account_id
    assert emitted()[-1].data["booked_by"] == booked["booked_by"]


def test_without_one_any_number_is_fine(workshop, book, customer, admin):
    workshop(bays=3, technicians=3, policy={"max_per_day_per_customer": 1})
    book(customer, TEN)
    reply = admin.patch(f"{URL}policies/", {"max_per_day_per_customer": None})
    assert (reply.status_code, reply.json()["max_per_day_per_customer"]) == (200, None)
    assert book(customer, TEN)["status"] == "pending"
