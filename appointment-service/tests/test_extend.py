"""POST /api/v1/appointments/{id}/extend/: the work takes longer."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from appointments.models import Allocation, Appointment
from appointments.statuses import Status
from chassis.testing.parallel import at_the_same_time
from resources.models import Equipment
from tests.feeds.readers import opened
from tests.rows import holds_capacity, row_of
from tests.urls import URL, url_of
from tests.visits import taken_by

pytestmark = pytest.mark.django_db
EIGHT, NINE, TEN = "2026-11-24T07:00:00Z", "2026-11-24T08:00:00Z", "2026-11-24T09:00:00Z"


@pytest.fixture
def bring(book, customer, employee, clock):
    """Book eight o'clock, and check the vehicle in then."""

    def bring(client=customer, start=EIGHT, **changes):
        booked = book(client, start, **changes)
        employee.post(url_of(booked, "confirm"))
        clock.move_to(datetime.fromisoformat(start))
        return employee.post(url_of(booked, "check-in")).json()

    return bring


def extend(client, appointment, end, **changes):
    return client.post(url_of(appointment, "extend"), {"end": end, **changes})


def test_what_it_takes_stays_in_use_and_others_are_told(
    workshop, bring, employee, customer, slots, emitted, example
):
    workshop(buffer_minutes=15, equipment=[{"kind": "balancer", "count": 1}])
    Equipment.objects.create(name="Balancer", kind="balancer")
    here = bring()
    reply = extend(employee, here, "2026-11-24T08:40:00Z", reason="A screw had rusted in.")
    services = [{**here["services"][0], "end": "2026-11-24T08:40:00Z", "duration_minutes": 100}]
    assert (reply.status_code, reply.json()) == (
        200,
        {**here, "end": "2026-11-24T08:40:00Z", "services": services},
    )
    row = row_of(here)
    assert (row.end, row.services) == (datetime(2026, 11, 24, 8, 40, tzinfo=UTC), services)
    assert {one.kind: (one.during.lower, one.during.upper) for one in row.allocations} == {
        kind: (row.start, row.end + timedelta(minutes=buffer))
        for kind, buffer in (("vehicle", 0), ("bay", 15), ("equipment", 15), ("technician", 15))
    }
    assert row.allocations.count() == 4
    assert slots("2026-11-24")[0] == TEN
    [event] = emitted("appointment.extended.v1")
    assert event.data.keys() == example(event.name).keys()
    assert (event.subject, event.data["end"], event.data["previous_end"]) == (
        here["id"],
        "2026-11-24T08:40:00Z",
        NINE,
    )
    line = customer.get(url_of(here, "history")).json()["results"][-1]
    assert (line["reason"], line["from"], line["to"]) == (
        "A screw had rusted in.",
        "checked_in",
        "checked_in",
    )
    assert line["actor_id"] == str(employee.account_id)


@pytest.mark.parametrize(("end", "status"), [("2026-11-24T08:15:00Z", 200), ("2026-11-24T08:16:00Z", 409)])
def test_what_is_in_the_way_is_named_and_nothing_is_half_done(
    workshop, bring, book, stranger, employee, emitted, end, status
):
    workshop(buffer_minutes=15, policy={"slot_step_minutes": 30})
    after = book(stranger, "2026-11-24T08:30:00Z")
    here = bring()
    before = list(row_of(here).allocations.order_by("id").values())
    reply = extend(employee, here, end)
    assert reply.status_code == status
    if status == 200:
        return
    assert reply.json()["code"] == "in_the_way"
    named = {one["resource"]: one for one in reply.json()["in_the_way"]}
    assert named.keys() == {"bay", "technician"}
    assert {one["id"] for one in named.values()} == {after["id"]}
    assert (named["bay"]["resource_id"], named["technician"]["resource_id"]) == (
        after["bay"]["id"],
        after["employee_id"],
    )
    assert named["bay"]["start"] == "2026-11-24T08:30:00Z"
    assert list(row_of(here).allocations.order_by("id").values()) == before
    assert row_of(here).end == datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert emitted("appointment.extended.v1") == []


def test_the_next_booking_of_the_same_vehicle_is_in_the_way_too(
    workshop, vehicle_of, customer, employee, clock
):
    workshop(bays=2, technicians=2)
    body = {"vehicle_id": vehicle_of(customer), "service_type": "oil-change"}
    first, second = (customer.post(URL, {**body, "start": start}).json() for start in (EIGHT, NINE))
    Allocation.objects.filter(reservation=row_of(second).reservation).exclude(kind="vehicle").delete()
    employee.post(url_of(first, "confirm"))
    clock.move_to(datetime.fromisoformat(EIGHT))
    employee.post(url_of(first, "check-in"))
    [named] = extend(employee, first, TEN).json()["in_the_way"]
    assert (named["resource"], named["resource_id"], named["id"]) == (
        "vehicle",
        first["vehicle_id"],
        second["id"],
    )


def test_of_several_services_the_last_takes_longer_and_the_first_is_left_alone(
    workshop, hire, also_offered, visit, customer, employee, clock
):
    workshop()
    hire(skills=(("painting", None),))
    also_offered(code="paint", name="Paint", required_skill="painting")
    booked = visit(customer, services=["oil-change", "paint"])
    employee.post(url_of(booked, "confirm"))
    clock.move_to(datetime.fromisoformat(EIGHT))
    employee.post(url_of(booked, "check-in"))
    before = taken_by(booked)
    reply = extend(employee, booked, TEN)
    assert (reply.status_code, reply.json()["end"]) == (200, TEN)
    assert [one["end"] for one in reply.json()["services"]] == [NINE, TEN]
    assert [one["duration_minutes"] for one in reply.json()["services"]] == [60, 60]
    assert [(kind, ends) for kind, _, _, ends in before] == [
        ("technician", "08:00"),
        ("bay", "08:30"),
        ("technician", "08:30"),
    ]
    assert [(kind, ends) for kind, _, _, ends in taken_by(booked)] == [
        ("technician", "08:00"),
        ("bay", "09:00"),
        ("technician", "09:00"),
    ]


def test_it_goes_on_after_closing_time(workshop, bring, employee):
    workshop(hours=(("08:00", "09:00"),))
    assert extend(employee, bring(), "2026-11-24T19:00:00Z").status_code == 200


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("2026-11-24T07:59:00Z", "not_later"),
        ("2026-11-25T08:00:00Z", None),
        ("2026-11-25T08:01:00Z", "too_long"),
    ],
)
def test_it_ends_later_and_by_a_day_at_most(workshop, bring, employee, end, code):
    workshop(hours=(("00:00", "00:00"),))
    reply = extend(employee, bring(), end)
    assert (reply.status_code, reply.json().get("code")) == (409 if code else 200, code)


def test_what_has_run_over_already_ends_later_than_now(workshop, bring, employee, clock):
    workshop()
    here = bring()
    clock.move_to(datetime(2026, 11, 24, 9, 30, tzinfo=UTC), tick=False)
    refused = extend(employee, here, "2026-11-24T09:30:00Z")
    assert (refused.json()["code"], refused.json()["earliest"]) == ("not_later", "2026-11-24T09:30:00Z")
    assert extend(employee, here, "2026-11-24T09:31:00Z").status_code == 200
    assert holds_capacity(here)


def test_to_when_it_ends_changes_and_tells_nothing(workshop, bring, employee, emitted):
    workshop()
    here = bring()
    reply = extend(employee, here, NINE)
    assert (reply.status_code, reply.json()) == (200, here)
    assert emitted("appointment.extended.v1") == []


@pytest.mark.parametrize("status", set(Status) - {Status.CHECKED_IN, Status.IN_PROGRESS})
def test_only_while_the_vehicle_is_here(workshop, bring, employee, status):
    workshop()
    here = bring()
    Appointment.objects.update(status=status)
    reply = extend(employee, here, TEN)
    assert (reply.status_code, reply.json()["code"]) == (409, "illegal_transition")
    assert row_of(here).end == datetime(2026, 11, 24, 8, tzinfo=UTC)


def test_while_it_is_worked_on_too(workshop, bring, employee):
    workshop()
    here = bring()
    Appointment.objects.update(status=Status.IN_PROGRESS)
    assert extend(employee, here, TEN).json()["status"] == "in_progress"


def test_the_staff_do_and_customers_do_not(workshop, bring, customer, stranger, colleague):
    workshop()
    here = bring()
    for client in (customer, stranger):
        assert extend(client, here, TEN).status_code == 403
    assert row_of(here).end == datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert extend(colleague, here, TEN).status_code == 200


def test_a_retry_extends_once(workshop, bring, employee, emitted):
    workshop()
    here = bring()
    first, second = (
        employee.post(url_of(here, "extend"), {"end": TEN}, headers={"Idempotency-Key": "one"})
        for _ in range(2)
    )
    assert first.content == second.content
    assert len(emitted("appointment.extended.v1")) == 1


def test_a_calendar_shows_the_new_end(workshop, bring, employee, customer, api):
    workshop()
    here = bring()
    address = customer.post(f"{URL}feeds/", {"kind": "personal"}).json()["url"].partition("/api/")[2]
    [before] = opened(api.get(f"/api/{address}"))
    extend(employee, here, TEN)
    [after] = opened(api.get(f"/api/{address}"))
    assert int(after.sequence.value) == int(before.sequence.value) + 1
    assert after.dtend.value - before.dtend.value == timedelta(hours=1)
    assert after.uid.value == before.uid.value


def test_the_number_of_queries_is_the_same_however_much_is_in_the_way(
    workshop, bring, book, stranger, employee
):
    workshop(hours=(("08:00", "18:00"),))
    for hour in range(8, 16):
        book(stranger, f"2026-11-24T{hour:02}:00:00Z")
    here = bring()
    counts = []
    for end in ("2026-11-24T08:30:00Z", "2026-11-24T16:00:00Z"):
        with CaptureQueriesContext(connection) as captured:
            assert extend(employee, here, end).status_code == 409
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_who_extends_and_who_books_at_once_never_share_a_bay(workshop, bring, vehicle_of, stranger, employee):
    workshop()
    here = bring()
    body = {"vehicle_id": vehicle_of(stranger), "service_type": "oil-change", "start": NINE}
    replies = at_the_same_time(
        *[lambda: extend(employee, here, TEN).status_code, lambda: stranger.post(URL, body).status_code] * 5
    )
    extended, booked = replies[::2], replies[1::2]
    assert (set(extended), booked) == ({200}, [409] * 5) or (
        (set(extended), sorted(booked)) == ({409}, [201] + [409] * 4)
    )
    assert Allocation.objects.filter(kind="bay").count() == (1 if 200 in extended else 2)
