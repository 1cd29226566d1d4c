"""POST /api/v1/appointments/waitlist/{id}/accept/ and decline/."""

from datetime import timedelta

import pytest

from appointments.models import Appointment, Reservation
from chassis.testing.parallel import at_the_same_time
from resources.models import Bay
from tests.moments import NOW
from tests.rows import holds_capacity, of_the_workshop
from tests.urls import URL, url_of, waitlist
from waitlist.actions import offer_what_is_free
from waitlist.models import Entry
from waitlist.tasks import go_through

pytestmark = pytest.mark.django_db
EIGHT = "2026-11-24T07:00:00Z"


@pytest.fixture
def offered(workshop, book, join, customer, stranger):
    """An entry to which the one start of Tuesday is offered."""
    workshop(hours=(("08:00", "09:00"),))
    booked = book(stranger, EIGHT)
    entry = join(customer, notes="The blue one.")
    stranger.post(url_of(booked, "cancel"))
    offer_what_is_free()
    return customer.get(waitlist(entry)).json()


def accept(client, entry, start=EIGHT, **options):
    return client.post(waitlist(entry, "accept"), {"start": start}, **options)


@pytest.mark.shows("AP17")
def test_what_is_offered_is_booked_once(offered, customer, emitted):
    before = len(emitted("appointment.booked.v1"))
    reply = accept(customer, offered)
    assert reply.status_code == 201
    booked = reply.json()
    assert (booked["start"], booked["status"], booked["notes"]) == (EIGHT, "pending", "The blue one.")
    assert (booked["customer_id"], booked["vehicle_id"]) == (offered["customer_id"], offered["vehicle_id"])
    assert booked["services"][0]["price"] == {"amount": "89.00", "currency": "EUR"}
    assert holds_capacity(booked)
    assert customer.get(url_of(booked)).json() == booked
    assert [line["to"] for line in customer.get(url_of(booked, "history")).json()["results"]] == ["pending"]
    assert [event.subject for event in emitted("appointment.booked.v1")][before:] == [booked["id"]]
    entry = customer.get(waitlist(offered)).json()
    assert (entry["status"], entry["appointment_id"], entry["start"]) == ("booked", booked["id"], None)
    again = accept(customer, offered)
    assert (again.status_code, again.json()["code"]) == (409, "illegal_transition")
    assert (again.json()["current_status"], again.json()["allowed"]) == ("booked", [])
    assert not Reservation.objects.exclude(state="booked").exists()
    assert of_the_workshop().count() == 2


def test_a_retry_gets_the_same_appointment(offered, customer):
    first, second = (accept(customer, offered, headers={"Idempotency-Key": "once"}) for _ in range(2))
    assert (first.status_code, first.content) == (201, second.content)
    assert second.headers["Idempotency-Replayed"] == "true"
    assert of_the_workshop().count() == 2


@pytest.mark.shows("AP17")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("key", [None, "one-acceptance"])
def test_of_twenty_acceptances_at_once_one_books(offered, customer, hire, emitted, key):
    """Also where there is room for more."""
    Bay.objects.create(name="Bay 2", kind="lift")
    hire()
    headers = {"Idempotency-Key": key} if key else {}
    replies = at_the_same_time(*[lambda: accept(customer, offered, headers=headers)] * 20)
    statuses = sorted(reply.status_code for reply in replies)
    assert statuses == ([201] * 20 if key else [201] + [409] * 19)
    assert len({reply.content for reply in replies if reply.status_code == 201}) == 1
    assert Appointment.objects.filter(customer_id=customer.account_id).count() == 1
    assert len(emitted("appointment.booked.v1")) == 2  # the one that was cancelled, and this
    assert of_the_workshop().count() == 2


@pytest.mark.shows("AP17")
@pytest.mark.parametrize("worker_runs", [True, False])
def test_an_offer_that_ran_out_books_nothing(offered, customer, clock, worker_runs):
    clock.move_to(NOW + timedelta(minutes=30, seconds=5))
    if worker_runs:
        go_through()
    reply = accept(customer, offered)
    assert (reply.status_code, reply.json()["code"]) == (409, "offer_expired")
    assert not Appointment.objects.filter(customer_id=customer.account_id).exists()


def test_in_its_last_second_an_offer_books(offered, customer, clock):
    clock.move_to(NOW + timedelta(minutes=29, seconds=59), tick=False)
    assert accept(customer, offered).status_code == 201


def test_another_start_than_the_one_that_is_offered_is_not_booked(offered, customer):
    reply = accept(customer, offered, "2026-11-24T07:30:00Z")
    assert (reply.status_code, reply.json()["code"]) == (409, "offer_expired")
    assert customer.get(waitlist(offered)).json() == offered


def test_the_staff_accept_for_a_customer(offered, employee):
    reply = accept(employee, offered)
    assert (reply.status_code, reply.json()["customer_id"]) == (201, offered["customer_id"])


@pytest.mark.shows("AP17")
def test_what_is_declined_is_offered_to_the_next(offered, join, customer, api, slots, emitted):
    second = join(api.as_customer())
    reply = customer.post(waitlist(offered, "decline"))
    assert reply.status_code == 200
    assert (reply.json()["status"], reply.json()["start"]) == ("waiting", None)
    assert EIGHT in slots("2026-11-24")
    assert [event.data["start"] for event in emitted("waitlist.declined.v1")] == [EIGHT]
    offer_what_is_free()
    assert [str(entry.id) for entry in Entry.objects.filter(status="offered")] == [second["id"]]
    assert accept(customer, offered).json()["code"] == "offer_expired"


def test_the_news_that_an_offer_is_declined_offers_it_to_the_next(
    offered, join, customer, api, deliver, emitted, django_capture_on_commit_callbacks
):
    second = join(api.as_customer())
    customer.post(waitlist(offered, "decline"))
    [event] = emitted("waitlist.declined.v1")
    with django_capture_on_commit_callbacks(execute=True):
        deliver(event.name, event.data)
    assert str(Entry.objects.get(status="offered").id) == second["id"]


def test_an_offer_is_booked_by_the_calendar_as_it_is_now(offered, customer, admin):
    day = {"start": "2026-11-24T00:00:00Z", "end": "2026-11-25T00:00:00Z", "reason": "Storm"}
    admin.post(f"{URL}closures/", day)
    reply = accept(customer, offered)
    assert (reply.status_code, reply.json()["code"], reply.json()["reason"]) == (409, "not_a_slot", "closed")
    assert customer.get(waitlist(offered)).json() == offered
    assert of_the_workshop().count() == 2


def test_an_offer_is_booked_on_another_bay_where_its_own_is_gone(offered, customer, admin):
    before = Entry.objects.get().bay_id
    other = Bay.objects.create(name="Bay 2", kind="lift")
    admin.patch(f"{URL}bays/{before}/", {"is_active": False})
    assert accept(customer, offered).json()["bay"]["id"] == str(other.id)


def test_what_was_offered_in_time_is_booked_when_it_would_be_too_soon(offered, customer, admin):
    """It starts in 23 hours; when it was offered it was half an hour more."""
    admin.patch(f"{URL}policies/", {"lead_minutes": 60 * 23 + 10})
    row = Entry.objects.get()
    Entry.objects.update(offered_at=row.offered_at - timedelta(minutes=30))
    assert accept(customer, offered).status_code == 201


def test_who_accepts_is_held_to_their_limit(offered, customer, admin):
    admin.patch(f"{URL}policies/", {"max_open_per_customer": 0})
    reply = accept(customer, offered)
    assert (reply.status_code, reply.json()["code"]) == (409, "too_many_open")
    assert customer.get(waitlist(offered)).json() == offered


def test_who_has_no_verified_address_neither_waits_nor_accepts(offered, api, customer, settings):
    settings.REQUIRE_VERIFIED_EMAIL = True
    body = {name: offered[name] for name in ("vehicle_id", "service_type", "starts_from", "starts_before")}
    unverified = api.as_customer(account_id=customer.account_id, email_verified=False)
    for reply in (accept(unverified, offered), unverified.post(f"{URL}waitlist/", body)):
        assert (reply.status_code, reply.json()["code"]) == (403, "email_unverified")
