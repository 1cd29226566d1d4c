"""What a booking says is to be paid ahead, however it was made."""

import pytest

from appointments.actions import expire_bookings
from appointments.deposit import deposit_of
from appointments.models import Appointment
from resources.models import Location, Policy, ServiceType
from series.actions import book_what_is_due
from tests.rows import row_of
from tests.urls import URL, url_of, waitlist
from waitlist.actions import offer_what_is_free

pytestmark = pytest.mark.django_db
EIGHT, NINE = "2026-11-24T07:00:00Z", "2026-11-24T08:00:00Z"
A_FIFTH = {"deposit_percent": 20}
DUE = {"amount": "17.80", "currency": "EUR", "received_at": None}


@pytest.mark.parametrize(
    ("prices", "currency", "percent", "amount"),
    [
        (["89.00"], "EUR", 0, None),
        (["89.00"], "EUR", 1, "0.89"),
        (["89.00"], "EUR", 100, "89.00"),
        (["0.49"], "EUR", 1, None),
        (["0.50"], "EUR", 1, "0.01"),
        (["0.25"], "EUR", 50, "0.13"),
        (["0.00"], "EUR", 100, None),
        # Once, and not of each: either alone would round to 0.01.
        (["0.50", "0.50", "0.50"], "EUR", 1, "0.02"),
        (["1249"], "JPY", 2, "25"),
        (["1225"], "JPY", 2, "25"),
        (["1224"], "JPY", 2, "24"),
        (["49"], "JPY", 1, None),
        (["10.005"], "KWD", 10, "1.001"),
        (["0.015"], "KWD", 10, "0.002"),
        (["10.004"], "KWD", 10, "1.000"),
        (["9999999999.99"] * 10, "EUR", 33, "32999999999.97"),
    ],
)
def test_a_deposit_is_rounded_once_halves_up_to_the_decimals_of_its_currency(
    prices, currency, percent, amount
):
    services = [{"price": {"amount": price, "currency": currency}} for price in prices]
    expected = amount and {"amount": amount, "currency": currency, "received_at": None}
    assert deposit_of(services, percent) == expected


def test_it_is_of_what_is_sold_in_the_currency_of_the_first_service():
    prices = (("10.00", "EUR"), ("1000", "JPY"), ("20.00", "EUR"))
    services = [{"price": {"amount": amount, "currency": currency}} for amount, currency in prices]
    assert deposit_of(services, 50) == {"amount": "15.00", "currency": "EUR", "received_at": None}


def test_without_a_policy_nothing_is_paid_ahead(workshop, book, customer):
    workshop()
    booked = book(customer, EIGHT)
    assert (booked["deposit"], row_of(booked).deposit) == (None, None)


@pytest.mark.parametrize(
    ("amount", "currency", "due"),
    [("1225", "JPY", "245"), ("10.005", "KWD", "2.001"), ("89.00", "EUR", "17.80")],
)
def test_a_booking_keeps_its_deposit_and_publishes_it(
    workshop, book, customer, employee, emitted, example, amount, currency, due
):
    workshop(policy=A_FIFTH, price_amount=amount, price_currency=currency)
    booked = book(customer, EIGHT)
    deposit = {"amount": due, "currency": currency, "received_at": None}
    assert (booked["deposit"], row_of(booked).deposit) == (deposit, deposit)
    for client in (customer, employee):
        assert client.get(url_of(booked)).json()["deposit"] == deposit
        assert [one["deposit"] for one in client.get(URL).json()["results"]] == [deposit]
    (event,) = emitted("appointment.booked.v1")
    assert event.data["deposit"] == deposit
    assert event.data.keys() == example(event.name).keys()


def test_a_visit_has_one_deposit_of_all_its_services(workshop, also_offered, visit, customer):
    workshop(policy=A_FIFTH)
    also_offered()
    assert visit(customer)["deposit"] == {**DUE, "amount": "27.60"}


def test_what_the_staff_book_has_one_also_where_they_set_the_policy_aside(workshop, foreman, book):
    workshop(policy=A_FIFTH)
    assert book(foreman, EIGHT)["deposit"] == DUE
    assert book(foreman, "2026-11-24T09:07:00Z", override_reason="Walked in.")["deposit"] == DUE


def test_what_was_held_has_the_deposit_of_when_it_is_booked(workshop, book, customer):
    workshop()
    held = customer.post(f"{URL}holds/", {"service_type": "oil-change", "start": EIGHT}).json()
    Policy.objects.update(**A_FIFTH)
    assert book(customer, EIGHT, hold_id=held["id"])["deposit"] == DUE


def test_each_date_of_a_series_has_one(workshop, make_series, customer):
    workshop(policy={**A_FIFTH, "horizon_days": 7})
    made = make_series(customer, count=2).json()
    assert [one["status"] for one in made["dates"]] == ["booked", "planned"]
    Policy.objects.update(horizon_days=30, deposit_percent=50)
    book_what_is_due()
    booked = Appointment.objects.order_by("start").values_list("deposit", flat=True)
    assert list(booked) == [DUE, {**DUE, "amount": "44.50"}]


def test_what_somebody_waited_for_has_one(workshop, book, join, customer, stranger):
    workshop(hours=(("08:00", "09:00"),))
    booked = book(stranger, EIGHT)
    entry = join(customer)
    stranger.post(url_of(booked, "cancel"))
    offer_what_is_free()
    Policy.objects.update(**A_FIFTH)
    accepted = customer.post(waitlist(entry, "accept"), {"start": EIGHT})
    assert (accepted.status_code, accepted.json()["deposit"]) == (201, DUE)
    assert row_of(accepted.json()).deposit == DUE


def test_it_is_by_the_policy_of_the_location_of_the_booking(workshop, customer, book):
    workshop(policy=A_FIFTH)
    there = Location.objects.create(name="Annex", time_zone="Europe/Berlin")
    Policy.objects.create(location=there, deposit_percent=100)
    assert book(customer, EIGHT)["deposit"] == DUE


def test_later_policies_prices_and_times_leave_it_as_it_is(workshop, book, customer, foreman):
    workshop(policy=A_FIFTH)
    booked = book(customer, EIGHT)
    Policy.objects.update(deposit_percent=0)
    ServiceType.objects.update(price_amount="1000.00")
    assert customer.get(url_of(booked)).json()["deposit"] == DUE
    moved = customer.post(url_of(booked, "reschedule"), {"start": NINE}).json()
    assert (moved["start"], moved["deposit"]) == (NINE, DUE)
    body = {"start": "2026-11-24T10:07:00Z", "override_reason": "They come late."}
    assert foreman.post(url_of(booked, "reschedule"), body).json()["deposit"] == DUE
    assert row_of(booked).deposit == DUE


def test_what_was_booked_before_has_none_also_at_its_new_time(workshop, book, customer):
    workshop()
    booked = book(customer, EIGHT)
    Policy.objects.update(**A_FIFTH)
    assert customer.post(url_of(booked, "reschedule"), {"start": NINE}).json()["deposit"] is None


def test_slots_say_nothing_of_it(workshop, customer):
    workshop(policy=A_FIFTH)
    query = {"service_type": "oil-change", "from": "2026-11-24", "to": "2026-11-24"}
    found = customer.get(f"{URL}slots/", query).json()["results"]
    assert {tuple(one) for one in found} == {("start", "end", "service_type", "capacity_left")}


def test_while_it_is_awaited_the_booking_keeps_its_time_and_can_be_given_up(
    workshop, book, try_to_book, customer, stranger
):
    workshop(policy=A_FIFTH)
    booked = book(customer, EIGHT)
    assert try_to_book(stranger, EIGHT).json()["code"] == "slot_taken"
    cancelled = customer.post(url_of(booked, "cancel")).json()
    assert (cancelled["status"], cancelled["deposit"]) == ("cancelled", DUE)
    assert try_to_book(stranger, EIGHT).status_code == 201


def test_without_it_a_booking_expires_as_any_that_nobody_confirmed(workshop, book, customer, clock):
    workshop(policy=A_FIFTH)
    booked = book(customer, EIGHT)
    clock.move_to(row_of(booked).end)
    expire_bookings()
    assert (row_of(booked).status, row_of(booked).deposit) == ("expired", DUE)
