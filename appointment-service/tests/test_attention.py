"""Bookings under which the calendar changes: `needs_attention`."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from resources.models import DEFAULT_LOCATION_ID, Bay, Equipment, ServiceType
from tests.rows import closed_for, row_of
from tests.urls import URL, url_of

pytestmark = pytest.mark.django_db
EIGHT, TEN, NINE_ON_WEDNESDAY = "2026-11-24T07:00:00Z", "2026-11-24T09:00:00Z", "2026-11-25T08:00:00Z"
TUESDAY = {"start": "2026-11-24T00:00:00+01:00", "end": "2026-11-25T00:00:00+01:00", "reason": "Inventory"}
CLOSURES, HOURS = f"{URL}closures/", f"{URL}opening-hours/"
LATER = [{"weekday": 1, "opens": "08:30", "closes": "12:00"}]
OFF = {"start": "2026-11-24T07:30:00Z", "end": "2026-11-24T08:00:00Z"}


def week(opens, closes, weekdays=range(7)):
    return {"periods": [{"weekday": day, "opens": opens, "closes": closes} for day in weekdays]}


@pytest.fixture
def booked(workshop, book, customer):
    workshop(equipment=[{"kind": "balancer", "count": 1}])
    Equipment.objects.create(name="Balancer 1", kind="balancer")
    return book(customer, EIGHT)


@pytest.fixture
def changes(admin, hire, booked):
    """What may happen to the calendar under a booking at eight on Tuesday, by name."""
    employee_id = UUID(booked["employee_id"])
    bay = f"{URL}bays/{booked['bay']['id']}/"
    location = f"{URL}locations/{DEFAULT_LOCATION_ID}/"
    unit = f"{URL}equipment/{Equipment.objects.get().id}/"
    service = f"{URL}service-types/{ServiceType.objects.get().id}/"
    return {
        "closure": lambda: admin.post(CLOSURES, TUESDAY),
        "later opening": lambda: admin.put(HOURS, week("08:01", "17:00")),
        "earlier closing": lambda: admin.put(HOURS, week("08:00", "08:59")),
        "no Tuesday": lambda: admin.put(HOURS, week("08:00", "17:00", [0, 2, 3])),
        "another zone": lambda: admin.patch(location, {"time_zone": "Europe/Lisbon"}),
        "inactive location": lambda: admin.patch(location, {"is_active": False}),
        "bay out of use": lambda: admin.patch(bay, {"is_active": False}),
        "bay of another kind": lambda: admin.patch(bay, {"kind": "paint"}),
        "date of its own": lambda: admin.put(f"{HOURS}exceptions/2026-11-24/", {"periods": []}),
        "unit out of use": lambda: admin.patch(unit, {"is_active": False}),
        "unit of another kind": lambda: admin.patch(unit, {"kind": "press"}),
        "more equipment": lambda: admin.patch(service, {"equipment": [{"kind": "balancer", "count": 2}]}),
        "service at other hours": lambda: admin.patch(service, {"hours": LATER}),
        "service in another bay": lambda: admin.patch(service, {"bay_kind": "paint"}),
        "service of another skill": lambda: admin.patch(service, {"required_skill": "paint"}),
        "left": lambda: hire(employee_id=employee_id, is_active=False),
        "no technician": lambda: hire(employee_id=employee_id, is_technician=False),
        "skill lost": lambda: hire(employee_id=employee_id, skills=()),
        "skill expired": lambda: hire(employee_id=employee_id, skills=(("mechanics", "2026-11-23"),)),
        "other hours": lambda: hire(employee_id=employee_id, hours=("08:30", "17:00")),
        "time off": lambda: hire(employee_id=employee_id, time_off=[OFF]),
    }


REASONS = {
    "closure": ["closed"],
    "later opening": ["closed"],
    "earlier closing": ["closed"],
    "no Tuesday": ["closed"],
    "another zone": ["closed"],
    "inactive location": ["location_inactive"],
    "bay out of use": ["bay_out_of_use"],
    "bay of another kind": ["bay_unsuitable"],
    "date of its own": ["closed"],
    "unit out of use": ["equipment_out_of_use"],
    "unit of another kind": ["equipment_unsuitable"],
    "more equipment": ["equipment_unsuitable"],
    "service at other hours": ["not_offered_then"],
    "service in another bay": ["bay_unsuitable"],
    "service of another skill": ["technician_unskilled"],
    "left": ["technician_gone"],
    "no technician": ["technician_gone"],
    "skill lost": ["technician_unskilled"],
    "skill expired": ["technician_unskilled"],
    "other hours": ["technician_not_at_work"],
    "time off": ["technician_not_at_work"],
}


@pytest.mark.parametrize("what", REASONS)
def test_a_booking_without_what_it_was_promised_needs_attention(
    booked, changes, employee, emitted, example, what
):
    changes[what]()
    assert employee.get(url_of(booked)).json() == {**booked, "needs_attention": REASONS[what]}
    assert employee.get(URL, {"needs_attention": "true"}).json()["results"] == [
        {**booked, "needs_attention": REASONS[what]}
    ]
    row = row_of(booked)
    assert list(row.attention) == REASONS[what]
    assert (row.status, row.allocations.count()) == ("pending", 4)
    (event,) = emitted("appointment.needs_attention.v1")
    assert (event.subject, event.data["reasons"]) == (booked["id"], REASONS[what])
    assert event.data["previous_reasons"] == []
    assert event.data.keys() == example(event.name).keys()


def test_what_still_holds_needs_none(booked, admin, hire, employee, emitted):
    employee_id = UUID(booked["employee_id"])
    admin.post(CLOSURES, {**TUESDAY, "start": "2026-11-24T08:00:00Z"})
    admin.put(HOURS, week("08:00", "09:00", [1]))
    hire(employee_id=employee_id, hours=("08:00", "09:00"), skills=(("mechanics", "2026-11-24"),))
    hire(employee_id=employee_id, time_off=[{**OFF, "start": "2026-11-24T08:00:00Z", "end": TEN}])
    admin.patch(f"{URL}policies/", {"horizon_days": 0, "lead_minutes": 10000, "slot_step_minutes": 47})
    admin.patch(f"{URL}service-types/{ServiceType.objects.get().id}/", {"duration_minutes": 600})
    Bay.objects.create(name="Bay 2", kind="lift")
    assert employee.get(url_of(booked)).json() == booked
    assert employee.get(URL, {"needs_attention": "true"}).json()["results"] == []
    assert employee.get(URL, {"needs_attention": "false"}).json()["results"] == [booked]
    assert not emitted("appointment.needs_attention.v1")


def test_the_buffer_behind_the_work_is_part_of_it(workshop, book, customer, admin):
    workshop(buffer_minutes=15)
    booked = book(customer, EIGHT)
    closure = admin.post(CLOSURES, {**TUESDAY, "start": "2026-11-24T09:14:00+01:00"}).json()
    assert closure["bookings_count"] == 1
    assert closure["bookings"] == [closed_for(booked)]
    admin.delete(f"{CLOSURES}{closure['id']}/")
    assert admin.post(CLOSURES, {**TUESDAY, "start": "2026-11-24T09:15:00+01:00"}).json()["bookings"] == []


def test_all_reasons_are_given_and_told_of_as_they_come(booked, changes, employee, emitted):
    for what in ("time off", "skill lost", "bay out of use", "closure"):
        changes[what]()
    assert employee.get(url_of(booked)).json()["needs_attention"] == [
        "closed", "bay_out_of_use", "technician_unskilled", "technician_not_at_work",
    ]  # fmt: skip
    assert [event.data["reasons"] for event in emitted("appointment.needs_attention.v1")] == [
        ["technician_not_at_work"],
        ["technician_unskilled", "technician_not_at_work"],
        ["bay_out_of_use", "technician_unskilled", "technician_not_at_work"],
        ["closed", "bay_out_of_use", "technician_unskilled", "technician_not_at_work"],
    ]


def test_another_fact_for_the_same_reason_is_no_news(booked, changes, admin, emitted):
    changes["later opening"]()
    facts = row_of(booked).attention
    admin.put(HOURS, week("08:30", "17:00"))
    assert row_of(booked).attention != facts
    assert len(emitted("appointment.needs_attention.v1")) == 1


def test_others_bookings_need_none(booked, changes, hire, book, stranger, admin):
    hire(hours=("08:00", "17:00"))
    other = book(stranger, NINE_ON_WEDNESDAY)
    changes["closure"]()
    changes["time off"]()
    listed = admin.get(URL, {"needs_attention": "true"}).json()["results"]
    assert [one["id"] for one in listed] == [booked["id"]]
    assert row_of(other).attention is None


def test_its_customer_sees_and_asks_nothing_of_it(booked, changes, customer):
    changes["left"]()
    assert customer.get(url_of(booked)).json() == booked
    assert customer.get(URL).json()["results"] == [booked]
    reply = customer.get(URL, {"needs_attention": "true"})
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "staff_only")


def test_what_is_over_or_past_needs_none(workshop, book, customer, changes, booked, clock, admin):
    customer.post(url_of(booked, "cancel"))
    past = book(customer, EIGHT)
    clock.move_to(datetime(2026, 11, 24, 8, tzinfo=UTC))
    changes["closure"]()
    changes["bay out of use"]()
    assert (row_of(booked).attention, row_of(past).attention) == (None, None)


def test_once_the_vehicle_is_here_only_its_bay_and_its_technician_count(
    booked, changes, employee, clock, emitted
):
    clock.move_to(datetime(2026, 11, 24, 6, tzinfo=UTC))
    employee.post(url_of(booked, "confirm"))
    employee.post(url_of(booked, "check-in"))
    for what in ("closure", "inactive location", "time off"):
        changes[what]()
    assert row_of(booked).attention is None
    assert not emitted("appointment.needs_attention.v1")
    changes["bay out of use"]()
    changes["left"]()
    assert employee.get(url_of(booked)).json()["needs_attention"] == ["bay_out_of_use", "technician_gone"]


def test_as_many_statements_look_through_a_hundred_bookings_as_through_one(
    workshop, book, customer, stranger, admin
):
    workshop(bays=4, technicians=4)
    book(customer, EIGHT)
    with CaptureQueriesContext(connection) as one:
        closure = admin.post(CLOSURES, TUESDAY).json()
    admin.delete(f"{CLOSURES}{closure['id']}/")
    for hour in range(8, 15):
        for _ in range(4):
            book(stranger, f"2026-11-24T{hour:02}:00:00Z")
    with CaptureQueriesContext(connection) as many:
        assert admin.post(CLOSURES, TUESDAY).json()["bookings_count"] == 29
    assert len(many) == len(one)
