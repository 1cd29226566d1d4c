"""A courtesy car with a booking: never lent twice, and free again when it is back."""

from datetime import UTC, datetime

import pytest

from appointments.actions import book_for
from appointments.models import Appointment
from chassis.auth import Actor
from chassis.errors import Conflict
from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from resources.models import Lendable
from tests.lending.uses import uses
from tests.urls import URL, url_of

EIGHT, NINE, TEN = (f"2026-11-24T{hour}:00:00Z" for hour in ("08", "09", "10"))
pytestmark = pytest.mark.django_db


@pytest.mark.shows("AP26")
def test_a_car_is_lent_from_the_start_to_the_end_of_the_work(workshop, cars, book_with_car, customer):
    workshop(buffer_minutes=30)
    (car,) = cars(1)
    booked = book_with_car(customer, EIGHT)
    assert booked["lent"] == {
        "lendable_id": str(car.id),
        "kind": "courtesy_car",
        "name": "Car 1",
        "ends": NINE,
        "returned_at": None,
    }
    assert uses() == [("Car 1", "24 08:00", "24 09:00")]
    assert customer.get(url_of(booked)).json() == booked


@pytest.mark.shows("AP26")
def test_it_is_lent_until_later_where_that_is_asked_for(workshop, cars, book_with_car, customer):
    workshop()
    cars(1)
    booked = book_with_car(customer, EIGHT, lent_until="2026-11-26T16:00:00Z")
    assert (booked["end"], booked["lent"]["ends"]) == (NINE, "2026-11-26T16:00:00Z")
    assert uses() == [("Car 1", "24 08:00", "26 16:00")]


@pytest.mark.shows("AP26")
def test_no_car_is_lent_twice(workshop, cars, book_with_car, try_to_book, customer, stranger, slots):
    workshop(bays=3, technicians=3)
    cars(2)
    book_with_car(customer, EIGHT)
    book_with_car(stranger, EIGHT)
    assert {name for name, *_ in uses()} == {"Car 1", "Car 2"}
    assert EIGHT in slots("2026-11-24")
    assert EIGHT not in slots("2026-11-24", lend="courtesy_car")
    refused = try_to_book(customer, EIGHT, lend="courtesy_car")
    assert (refused.status_code, refused.json()["code"]) == (409, "slot_taken")
    for free in refused.json()["alternatives"]:
        assert free["start"] in slots("2026-11-24", lend="courtesy_car")
    assert Appointment.objects.count() == 2
    assert (
        try_to_book(customer, refused.json()["alternatives"][0]["start"], lend="courtesy_car").status_code
        == 201
    )


def test_a_longer_loan_collides_with_the_next(workshop, cars, book_with_car, try_to_book, customer):
    workshop(bays=2, technicians=2)
    cars(1)
    book_with_car(customer, TEN)
    refused = try_to_book(customer, EIGHT, lend="courtesy_car", lent_until="2026-11-24T10:01:00Z")
    assert refused.json()["code"] == "slot_taken"
    assert try_to_book(customer, EIGHT, lend="courtesy_car", lent_until=TEN).status_code == 201


def test_a_slot_says_how_many_cars_there_are_for_it(workshop, cars, customer):
    workshop(bays=3, technicians=3)
    cars(2)
    query = {"service_type": "oil-change", "from": "2026-11-24", "to": "2026-11-24", "lend": "courtesy_car"}
    assert {one["capacity_left"] for one in customer.get(f"{URL}slots/", query).json()["results"]} == {2}


@pytest.mark.parametrize("is_active", [False, None])
def test_where_there_is_none_it_says_so(workshop, cars, try_to_book, customer, is_active):
    workshop()
    if is_active is not None:
        cars(1)
        Lendable.objects.update(is_active=is_active)
    refused = try_to_book(customer, EIGHT, lend="courtesy_car")
    assert (refused.json()["code"], refused.json()["reason"]) == ("not_a_slot", "nothing_to_lend")
    query = {"service_type": "oil-change", "from": "2026-11-24", "to": "2026-11-24", "explain": "1"}
    explained = customer.get(f"{URL}slots/", {**query, "lend": "courtesy_car"}).json()
    assert explained["reasons"] == [{"date": "2026-11-24", "codes": ["nothing_to_lend"]}]


def test_slots_are_those_at_which_it_is_free_until_then(workshop, cars, book_with_car, customer, slots):
    workshop(bays=2, technicians=2)
    cars(1)
    book_with_car(customer, TEN)
    wanted = {"lend": "courtesy_car", "lent_until": "2026-11-24T10:01:00Z"}
    assert {EIGHT, NINE} & set(slots("2026-11-24", **wanted)) == set()
    assert {EIGHT, NINE} <= set(slots("2026-11-24", **{**wanted, "lent_until": TEN}))


def test_it_is_lent_for_two_months_at_most(workshop, cars, try_to_book, customer, employee):
    workshop(bays=2, technicians=2)
    cars(1)
    longest, longer = "2027-01-25T08:00:00Z", "2027-01-25T08:01:00Z"
    refused = try_to_book(customer, EIGHT, lend="courtesy_car", lent_until=longer)
    assert (refused.json()["code"], refused.json()["reason"]) == ("not_a_slot", "lent_too_long")
    assert not Appointment.objects.exists()
    booked = try_to_book(customer, EIGHT, lend="courtesy_car", lent_until=longest)
    assert (booked.status_code, booked.json()["lent"]["ends"]) == (201, longest)
    reply = employee.post(url_of(booked.json(), "lend-until"), {"lent_until": longer})
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "range_too_long")
    assert uses() == [("Car 1", "24 08:00", "25 08:00")]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"lent_until": TEN}, "lend", "lend_what"),
        ({"lend": "A car"}, "lend", "invalid"),
    ],
)
def test_what_is_no_loan_is_400_and_books_nothing(
    workshop, cars, try_to_book, customer, changes, field, code
):
    workshop()
    cars(1)
    reply = try_to_book(customer, EIGHT, **changes)
    assert [(one["field"], one["code"]) for one in reply.json()["errors"]] == [(field, code)]
    assert not Appointment.objects.exists()


@pytest.mark.shows("AP26")
def test_a_booking_that_is_called_off_gives_its_car_back(workshop, cars, book_with_car, customer):
    workshop()
    cars(1)
    booked = book_with_car(customer, EIGHT)
    assert customer.post(url_of(booked, "cancel"), {}).json()["lent"] is None
    assert uses() == []


def test_a_car_goes_with_the_booking_to_its_new_time(workshop, cars, book_with_car, customer):
    workshop()
    cars(1)
    booked = book_with_car(customer, EIGHT, lent_until=TEN)
    moved = customer.post(url_of(booked, "reschedule"), {"start": "2026-11-24T09:30:00Z"}).json()
    assert moved["lent"]["ends"] == "2026-11-24T11:30:00Z"
    assert uses() == [("Car 1", "24 09:30", "24 11:30")]


@pytest.mark.shows("AP26")
@pytest.mark.django_db(transaction=True)
def test_of_fifty_at_once_as_many_have_a_car_as_there_are(workshop, cars):
    """Whose vehicle it is, is known: so many at once would wait for whoever says so."""
    workshop(bays=50, technicians=50)
    cars(3)
    start = datetime(2026, 11, 24, 8, tzinfo=UTC)
    wanted = {"service_type": "oil-change", "start": start, "lend": "courtesy_car"}

    def try_it() -> str:
        staff = Actor(id=new_id(), role="employee")
        try:
            return book_for(staff, new_id(), {"vehicle_id": new_id(), **wanted}).lent["name"]
        except Conflict as refused:
            return str(refused.detail.code)

    came = at_the_same_time(*[try_it] * 50)
    assert sorted(came) == ["Car 1", "Car 2", "Car 3", *["slot_taken"] * 47]
    assert sorted(name for name, *_ in uses()) == ["Car 1", "Car 2", "Car 3"]
    assert Appointment.objects.count() == 3
