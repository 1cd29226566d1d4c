"""GET and POST /api/v1/appointments/waitlist/, and leaving it."""

from datetime import timedelta

import pytest

from appointments.models import Allocation, Reservation
from chassis.models import new_id
from resources.models import DEFAULT_LOCATION_ID
from tests.moments import NOW
from tests.urls import URL, url_of, waitlist
from waitlist.actions import end_what_is_in_vain, offer_what_is_free
from waitlist.models import Entry

pytestmark = pytest.mark.django_db
EIGHT = "2026-11-24T07:00:00Z"
ONE_START = (("08:00", "09:00"),)


@pytest.fixture
def full(workshop, book, stranger):
    """A workshop whose one start on Tuesday is booked; the booking."""
    workshop(hours=ONE_START)
    return book(stranger, EIGHT)


@pytest.mark.shows("AP17")
def test_who_finds_no_time_waits(full, join, customer, emitted):
    before = len(emitted())
    entry = join(customer, weekdays=[1], time_from="07:30", time_to="12:00", notes="The blue one.")
    row = Entry.objects.get()
    assert entry == {
        "id": str(row.id),
        "customer_id": str(customer.account_id),
        "vehicle_id": str(row.vehicle_id),
        "location_id": str(DEFAULT_LOCATION_ID),
        "service_type": "oil-change",
        "starts_from": "2026-11-23T23:00:00Z",
        "starts_before": "2026-11-24T23:00:00Z",
        "weekdays": [1],
        "time_from": "07:30",
        "time_to": "12:00",
        "time_zone": "Europe/Berlin",
        "notes": "The blue one.",
        "status": "waiting",
        "end_reason": "",
        "start": None,
        "end": None,
        "expires_at": None,
        "appointment_id": None,
        "created_at": entry["created_at"],
    }
    assert customer.get(waitlist(entry)).json() == entry
    assert customer.get(f"{URL}waitlist/").json()["results"] == [entry]
    assert len(emitted()) == before
    assert offer_what_is_free() == 0


@pytest.mark.shows("AP17")
def test_nobody_waits_for_what_is_free(workshop, customer, vehicle_of):
    workshop(bays=1)
    body = {
        "vehicle_id": vehicle_of(customer),
        "service_type": "oil-change",
        "starts_from": "2026-11-23T23:00:00Z",
        "starts_before": "2026-11-24T23:00:00Z",
        "time_from": "10:00",
    }
    reply = customer.post(f"{URL}waitlist/", body)
    assert (reply.status_code, reply.json()["code"]) == (409, "slots_free")
    assert [one["start"] for one in reply.json()["alternatives"]] == [
        "2026-11-24T09:00:00Z", "2026-11-24T09:30:00Z", "2026-11-24T10:00:00Z",
    ]  # fmt: skip
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"starts_before": "2026-11-23T23:00:00Z"}, "starts_before", "before_starts_from"),
        (
            {"starts_from": "2026-11-20T23:00:00Z", "starts_before": NOW.isoformat()},
            "starts_before",
            "in_past",
        ),
        ({"starts_before": "2027-01-24T23:00:01Z"}, "starts_before", "range_too_long"),
        ({"time_from": "08:00", "time_to": "08:00"}, "time_to", "before_time_from"),
        ({"weekdays": [7]}, "weekdays", "max_value"),
        ({"service_type": "polish"}, "service_type", "unknown"),
        ({"location_id": str(new_id())}, "location_id", "unknown"),
    ],
)
def test_what_cannot_be_waited_for_is_refused(full, customer, vehicle_of, changes, field, code):
    body = {
        "vehicle_id": vehicle_of(customer),
        "service_type": "oil-change",
        "starts_from": "2026-11-23T23:00:00Z",
        "starts_before": "2026-11-24T23:00:00Z",
        **changes,
    }
    reply = customer.post(f"{URL}waitlist/", body)
    assert reply.status_code == 400
    assert [(error["field"].partition(".")[0], error["code"]) for error in reply.json()["errors"]] == [
        (field, code)
    ]
    assert not Entry.objects.exists()


def test_beyond_the_horizon_nobody_waits(workshop, book, customer, stranger, vehicle_of):
    workshop(hours=ONE_START, policy={"horizon_days": 1})
    book(stranger, EIGHT)
    body = {"vehicle_id": vehicle_of(customer), "service_type": "oil-change", "starts_from": EIGHT}
    reply = customer.post(f"{URL}waitlist/", {**body, "starts_before": "2026-11-25T08:00:01Z"})
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "beyond_horizon")
    assert (
        customer.post(f"{URL}waitlist/", {**body, "starts_before": "2026-11-25T08:00:00Z"}).status_code == 201
    )


def test_a_strangers_vehicle_does_not_wait(full, customer, stranger, vehicle_of):
    body = {
        "vehicle_id": vehicle_of(stranger),
        "service_type": "oil-change",
        "starts_from": "2026-11-23T23:00:00Z",
        "starts_before": "2026-11-24T23:00:00Z",
    }
    assert customer.post(f"{URL}waitlist/", body).json()["errors"][0]["field"] == "vehicle_id"


def test_a_vehicle_waits_once_for_a_service(full, join, customer):
    entry = join(customer)
    again = {name: entry[name] for name in ("vehicle_id", "service_type", "starts_from", "starts_before")}
    reply = customer.post(f"{URL}waitlist/", again)
    assert (reply.status_code, reply.json()["code"]) == (409, "already_waiting")
    assert customer.delete(waitlist(entry)).status_code == 204
    assert customer.post(f"{URL}waitlist/", again).status_code == 201


def test_a_customer_waits_for_twenty_things_at_most(full, join, customer, employee, vehicle_of, monkeypatch):
    monkeypatch.setattr("waitlist.actions.joining.MOST_OPEN", 2)
    entries = [join(customer) for _ in range(2)]
    body = {**{name: entries[0][name] for name in ("service_type", "starts_from", "starts_before")}}
    for caller in (customer, employee):
        reply = caller.post(f"{URL}waitlist/", {**body, "vehicle_id": vehicle_of(customer)})
        assert (reply.status_code, reply.json()["code"], reply.json()["limit"]) == (
            409,
            "too_many_waiting",
            2,
        )
    customer.delete(waitlist(entries[0]))
    join(customer)


def test_a_retry_gets_the_same_entry(full, customer, vehicle_of):
    body = {
        "vehicle_id": vehicle_of(customer),
        "service_type": "oil-change",
        "starts_from": "2026-11-23T23:00:00Z",
        "starts_before": "2026-11-24T23:00:00Z",
    }
    first, second = (
        customer.post(f"{URL}waitlist/", body, headers={"Idempotency-Key": "one-wait"}) for _ in range(2)
    )
    assert (first.status_code, first.content) == (201, second.content)
    assert Entry.objects.count() == 1


def test_anothers_entry_is_not_there_and_the_staff_see_all(full, join, customer, api, employee):
    entry, other = join(customer), api.as_customer()
    assert other.get(f"{URL}waitlist/").json()["results"] == []
    assert other.get(waitlist(entry)).status_code == 404
    assert other.delete(waitlist(entry)).status_code == 404
    assert other.post(waitlist(entry, "accept"), {"start": EIGHT}).status_code == 404
    assert other.post(waitlist(entry, "decline")).status_code == 404
    assert employee.get(f"{URL}waitlist/", {"status": "waiting"}).json()["results"] == [entry]
    assert employee.get(f"{URL}waitlist/", {"customer_id": str(new_id())}).json()["results"] == []
    assert employee.delete(waitlist(entry)).status_code == 204


def test_who_leaves_gives_back_what_was_offered(full, join, customer, stranger, slots, emitted):
    entry = join(customer)
    stranger.post(url_of(full, "cancel"))
    offer_what_is_free()
    assert EIGHT not in slots("2026-11-24")
    assert customer.delete(waitlist(entry)).status_code == 204
    assert customer.get(waitlist(entry)).status_code == 404
    assert EIGHT in slots("2026-11-24")
    assert not Allocation.objects.exists()
    assert len(emitted("waitlist.declined.v1")) == 1


@pytest.mark.parametrize(
    ("news", "reason"),
    [
        ("vehicle.removed.v1", "vehicle_removed"),
        ("vehicle.transferred.v1", "vehicle_removed"),
        ("account.changed.v1", "account_closed"),
    ],
)
def test_whose_vehicle_or_account_is_gone_waits_no_longer(
    full, join, customer, stranger, deliver, example, emitted, slots, news, reason
):
    entry = join(customer)
    stranger.post(url_of(full, "cancel"))
    offer_what_is_free()
    published = {
        "vehicle.removed.v1": lambda: {
            **example(news, "vehicleandproject-service"),
            "vehicle_id": entry["vehicle_id"],
            "owner_id": entry["customer_id"],
        },
        "vehicle.transferred.v1": lambda: {
            **example(news, "vehicleandproject-service"),
            "vehicle_id": entry["vehicle_id"],
            "previous_owner_id": entry["customer_id"],
        },
        "account.changed.v1": lambda: {
            **example(news, "authentication-service"),
            "account_id": entry["customer_id"],
            "is_active": False,
        },
    }[news]()
    assert deliver(news, published) == "handled"
    ended = customer.get(waitlist(entry)).json()
    assert (ended["status"], ended["end_reason"], ended["start"]) == ("ended", reason, None)
    assert [event.data["reason"] for event in emitted("waitlist.ended.v1")] == [reason]
    assert EIGHT in slots("2026-11-24")
    assert not Reservation.objects.filter(state="offered").exists()


def test_an_account_that_changes_otherwise_waits_on(full, join, customer, deliver, example):
    entry = join(customer)
    changed = {**example("account.changed.v1", "authentication-service"), "account_id": entry["customer_id"]}
    assert deliver("account.changed.v1", changed) == "handled"
    assert customer.get(waitlist(entry)).json()["status"] == "waiting"


def test_who_waited_for_times_that_are_past_waits_no_longer(full, join, customer, clock, emitted):
    entry = join(customer)
    clock.move_to(NOW.replace(day=24, hour=23) - timedelta(seconds=30))
    end_what_is_in_vain()
    assert not emitted("waitlist.ended.v1")
    clock.move_to(NOW.replace(day=24, hour=23))
    end_what_is_in_vain()
    [event] = emitted("waitlist.ended.v1")
    assert (event.subject, event.data["reason"]) == (entry["id"], "range_over")
    assert Entry.objects.get().status == "ended"


def test_there_is_nothing_to_accept_or_to_decline_while_waiting(full, join, customer):
    entry = join(customer)
    for reply in (
        customer.post(waitlist(entry, "accept"), {"start": EIGHT}),
        customer.post(waitlist(entry, "decline")),
    ):
        assert (reply.status_code, reply.json()["code"]) == (409, "illegal_transition")
        assert (reply.json()["current_status"], reply.json()["allowed"]) == ("waiting", [])
