"""Walk-ins and emergencies: the policy is set aside, with a reason."""

from datetime import UTC, datetime, timedelta

import pytest

from appointments.models import Appointment
from chassis.testing.parallel import at_the_same_time
from resources.models import Closure, ServiceType
from tests.moments import NOW
from tests.rows import holds_capacity, row_of
from tests.urls import URL, url_of

pytestmark = [pytest.mark.django_db, pytest.mark.shows("AP18")]
WHY = "The customer stands at the desk."
THIS_MINUTE = "2026-11-23T08:00:00Z"
EIGHT = "2026-11-24T07:00:00Z"


@pytest.fixture
def override(foreman, try_to_book):
    """Book as somebody who may override a policy."""
    return lambda start, **changes: try_to_book(foreman, start, override_reason=WHY, **changes)


def refused(reply):
    return reply.status_code, reply.json()["code"], reply.json().get("reason")


def test_a_walk_in_starts_at_any_minute_from_this_one_on(
    workshop, override, try_to_book, foreman, clock, emitted
):
    workshop(policy={"lead_minutes": 60, "slot_step_minutes": 30})
    clock.move_to(NOW + timedelta(minutes=7, seconds=50), tick=False)
    now = "2026-11-23T08:07:00Z"
    assert refused(try_to_book(foreman, now)) == (409, "not_a_slot", "too_soon")
    assert refused(override("2026-11-23T08:06:00Z")) == (409, "not_a_slot", "too_soon")
    reply = override(now)
    assert (reply.status_code, reply.json()["start"], reply.json()["status"]) == (201, now, "pending")
    assert row_of(reply.json()).start == datetime(2026, 11, 23, 8, 7, tzinfo=UTC)
    assert holds_capacity(reply.json())
    assert [event.data["start"] for event in emitted("appointment.booked.v1")] == [now]


def test_the_reason_is_in_the_history_for_the_staff_alone(workshop, override, foreman, customer, vehicle_of):
    workshop()
    body = {"service_type": "oil-change", "start": THIS_MINUTE, "override_reason": WHY}
    booked = foreman.post(URL, {**body, "vehicle_id": vehicle_of(customer)}).json()
    assert booked["customer_id"] == str(customer.account_id)
    (line,) = foreman.get(url_of(booked, "history")).json()["results"]
    assert (line["reason"], line["reason_visibility"], line["actor_id"]) == (
        WHY,
        "internal",
        str(foreman.account_id),
    )
    (line,) = customer.get(url_of(booked, "history")).json()["results"]
    assert line["reason"] == ""


@pytest.mark.parametrize("verb", ["book", "move"])
def test_who_may_not_override_is_403_and_an_empty_reason_is_400(
    workshop, customer, employee, foreman, book, try_to_book, verb
):
    workshop()
    booked = book(customer, EIGHT) if verb == "move" else None

    def ask(client, reason):
        if booked:
            body = {"start": "2026-11-24T09:07:00Z", "override_reason": reason}
            return client.post(url_of(booked, "reschedule"), body)
        return try_to_book(client, "2026-11-24T09:07:00Z", override_reason=reason)

    for client in (customer, employee):
        reply = ask(client, WHY)
        assert (reply.status_code, reply.json()["code"]) == (403, "permission_denied")
    reply = ask(foreman, "")
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "override_reason")
    assert list(Appointment.objects.values_list("start", flat=True)) == (
        [datetime(2026, 11, 24, 7, tzinfo=UTC)] if booked else []
    )


def test_another_customer_finds_nothing_to_override(workshop, book, customer, stranger):
    workshop()
    booked = book(customer, EIGHT)
    body = {"start": "2026-11-24T09:07:00Z", "override_reason": WHY}
    assert stranger.post(url_of(booked, "reschedule"), body).status_code == 403


@pytest.mark.parametrize("role", ["foreman", "adviser", "admin"])
def test_whoever_has_the_permission_overrides(workshop, api, admin, try_to_book, role):
    workshop()
    client = admin if role == "admin" else api.as_employee(groups=[role])
    assert try_to_book(client, "2026-11-23T08:07:00Z", override_reason=WHY).status_code == 201


def test_it_may_be_beyond_the_horizon_and_above_the_limits(workshop, override, book, customer):
    workshop(policy={"horizon_days": 1, "max_open_per_customer": 1, "max_per_day_per_customer": 1})
    assert override("2026-12-24T08:00:00Z").status_code == 201
    assert override("2026-12-24T09:00:00Z").status_code == 201


def test_it_may_be_outside_of_the_hours_of_the_service_and_then_needs_no_attention(
    workshop, override, foreman, admin, emitted
):
    workshop()
    ServiceType.objects.update(hours=[{"weekday": 1, "opens": "12:00", "closes": "14:00"}])
    reply = override(EIGHT)
    assert (reply.status_code, list(row_of(reply.json()).accepted)) == (201, ["not_offered_then"])
    admin.patch(f"{URL}policies/", {"horizon_days": 30})
    admin.patch(f"{URL}service-types/{ServiceType.objects.get().id}/", {"name": "Oil"})
    assert foreman.get(url_of(reply.json())).json()["needs_attention"] is None
    assert row_of(reply.json()).attention is None
    assert emitted("appointment.needs_attention.v1") == []


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        ("2026-11-24T06:59:00Z", "closed"),
        ("2026-11-24T15:01:00Z", "closed"),
        ("2026-11-25T09:01:00Z", "closed"),
        ("2026-11-24T09:07:30Z", "between_slots"),
    ],
)
def test_neither_hours_nor_closures_of_the_location_are_overridden(workshop, override, start, reason):
    workshop()
    Closure.objects.create(
        start=datetime(2026, 11, 25, 10, tzinfo=UTC),
        end=datetime(2026, 11, 25, 11, tzinfo=UTC),
        reason="Fire",
    )
    assert refused(override(start)) == (409, "not_a_slot", reason)
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("start", ["2026-11-24T07:00:00Z", "2026-11-24T15:00:00Z", "2026-11-25T09:00:00Z"])
def test_up_to_their_last_minute_it_is_booked(workshop, override, start):
    workshop()
    Closure.objects.create(
        start=datetime(2026, 11, 25, 10, tzinfo=UTC),
        end=datetime(2026, 11, 25, 11, tzinfo=UTC),
        reason="Fire",
    )
    assert override(start).status_code == 201


@pytest.mark.parametrize(("start", "status"), [("2026-11-24T08:00:00Z", 201), ("2026-11-24T07:59:00Z", 409)])
def test_what_is_taken_is_not_given_twice(workshop, override, book, customer, start, status):
    workshop()
    book(customer, EIGHT)
    reply = override(start)
    assert reply.status_code == status
    if status == 409:
        assert (reply.json()["code"], len(reply.json()["alternatives"])) == ("slot_taken", 3)


@pytest.mark.parametrize(
    ("technician", "reason"),
    [
        ({"skills": (("painting", None),)}, "no_skilled_technician"),
        ({"hours": ("12:00", "17:00")}, "no_skilled_technician"),
    ],
)
def test_a_technician_must_be_skilled_and_at_work(workshop, override, hire, technician, reason):
    workshop(technicians=0)
    hire(**technician)
    assert refused(override("2026-11-24T09:07:00Z")) == (409, "not_a_slot", reason)


def test_a_hold_of_somebody_is_not_overridden(workshop, override, customer):
    workshop()
    customer.post(f"{URL}holds/", {"service_type": "oil-change", "start": EIGHT})
    assert refused(override(EIGHT))[:2] == (409, "slot_taken")


def test_a_booking_is_moved_to_any_minute_and_the_reason_kept(workshop, book, customer, foreman, emitted):
    workshop()
    booked = book(customer, EIGHT)
    foreman.post(url_of(booked, "confirm"))
    body = {"start": "2026-11-24T09:07:00Z", "override_reason": WHY}
    reply = foreman.post(url_of(booked, "reschedule"), body)
    assert (reply.status_code, reply.json()["start"], reply.json()["status"]) == (
        200,
        "2026-11-24T09:07:00Z",
        "confirmed",
    )
    line = foreman.get(url_of(booked, "history")).json()["results"][-1]
    assert (line["reason"], line["reason_visibility"]) == (WHY, "internal")
    assert customer.get(url_of(booked, "history")).json()["results"][-1]["reason"] == ""
    [event] = emitted("appointment.rescheduled.v1")
    assert event.data["start"] == "2026-11-24T09:07:00Z"
    assert {one.during.lower for one in row_of(booked).allocations} == {row_of(booked).start}


def test_a_move_has_one_reason(workshop, book, customer, foreman):
    workshop()
    booked = book(customer, EIGHT)
    body = {"start": "2026-11-24T09:07:00Z", "override_reason": WHY, "reason": "The train is late."}
    reply = foreman.post(url_of(booked, "reschedule"), body)
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "one_reason")
    assert row_of(booked).start == datetime(2026, 11, 24, 7, tzinfo=UTC)


def test_without_a_reason_whoever_may_override_is_held_to_the_policy(workshop, foreman, try_to_book):
    workshop()
    assert refused(try_to_book(foreman, "2026-11-24T09:07:00Z")) == (409, "not_a_slot", "between_slots")


def test_a_walk_in_is_checked_in_at_once(workshop, override, foreman):
    workshop()
    booked = override(THIS_MINUTE).json()
    foreman.post(url_of(booked, "confirm"))
    assert foreman.post(url_of(booked, "check-in")).json()["status"] == "checked_in"


@pytest.mark.django_db(transaction=True)
def test_of_twenty_walk_ins_at_minutes_that_overlap_one_is_booked(workshop, override):
    workshop()
    minutes = [f"2026-11-24T09:{minute:02}:00Z" for minute in range(20)]
    replies = at_the_same_time(*[lambda start=start: override(start) for start in minutes])
    assert sorted(reply.status_code for reply in replies) == [201] + [409] * 19
    assert Appointment.objects.count() == 1
