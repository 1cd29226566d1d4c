"""Whom bookings need, hour by hour, and who is there."""

from datetime import datetime

import pytest

from chassis.models import new_id
from resources.models import DEFAULT_LOCATION_ID, Location, ServiceType, Technician
from tests.rota.booked_rows import booked_row
from tests.rows import row_of
from tests.urls import URL, url_of

ROTA = f"{URL}rota/"
TUESDAY = {"from": "2026-11-24", "to": "2026-11-24"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def rota(employee):
    def rota(**params):
        reply = employee.get(ROTA, {**TUESDAY, **params})
        assert reply.status_code == 200, reply.json()
        return reply.json()

    return rota


def at(shown, start):
    (hour,) = [hour for hour in shown["hours"] if hour["start"] == start]
    return hour


def skill_at(shown, start, code="mechanics"):
    (skill,) = [skill for skill in at(shown, start)["skills"] if skill["skill"] == code]
    return skill


@pytest.mark.shows("EM15")
def test_an_hour_says_whom_bookings_need_and_who_is_at_work(workshop, book, customer, rota):
    workshop(technicians=2, bays=2)
    booked = book(customer, "2026-11-24T07:30:00Z")
    shown = rota()
    assert (shown["time_zone"], shown["from"], shown["to"]) == ("Europe/Berlin", "2026-11-24", "2026-11-24")
    assert {who["id"] for who in shown["technicians"]} >= {booked["employee_id"]}
    assert [hour["start"][11:16] for hour in shown["hours"]] == [f"{hour:02}:00" for hour in range(7, 16)]
    assert at(shown, "2026-11-24T07:00:00Z") == {
        "date": "2026-11-24",
        "start": "2026-11-24T07:00:00Z",
        "end": "2026-11-24T08:00:00Z",
        "open_minutes": 60,
        "skills": [
            {
                "skill": "mechanics",
                "needed_minutes": 30,
                "needed_technicians": 1,
                "at_work_minutes": 120,
                "available_minutes": 120,
                "gap_minutes": 0,
                "gap_technicians": 0,
                "at_work": sorted(str(who.id) for who in Technician.objects.all()),
            }
        ],
    }


@pytest.mark.shows("EM15")
def test_leave_makes_a_gap_where_the_booking_still_needs_somebody(workshop, hire, book, customer, rota):
    workshop()
    booked = book(customer, "2026-11-24T07:30:00Z")
    off = {"start": "2026-11-24T07:45:00Z", "end": "2026-11-24T12:00:00Z"}
    hire(employee_id=row_of(booked).employee_id, version=1, time_off=[off])
    first, second = (skill_at(rota(), f"2026-11-24T0{hour}:00:00Z") for hour in (7, 8))
    assert (first["needed_minutes"], first["at_work_minutes"], first["gap_minutes"]) == (30, 45, 15)
    assert (second["needed_minutes"], second["at_work_minutes"], second["gap_minutes"]) == (30, 0, 30)
    assert (second["gap_technicians"], second["at_work"]) == (1, [])


def test_a_colleague_with_the_skill_fills_the_gap(workshop, hire, book, customer, rota):
    workshop()
    booked = book(customer, "2026-11-24T08:00:00Z")
    colleague = hire()
    hire(employee_id=row_of(booked).employee_id, version=1, is_active=False)
    shown = skill_at(rota(), "2026-11-24T08:00:00Z")
    assert (shown["needed_minutes"], shown["gap_minutes"], shown["at_work"]) == (60, 0, [str(colleague)])


def test_who_is_booked_for_another_skill_fills_no_gap(workshop, hire, rota):
    service = workshop(technicians=0)
    painting = ServiceType.objects.create(
        code="painting",
        name="Painting",
        duration_minutes=60,
        price_amount="1",
        price_currency="EUR",
        required_skill="painting",
        bay_kind="lift",
    )
    both = hire(skills=(("mechanics", None), ("painting", None)))
    gone = hire(is_active=False)
    start = datetime.fromisoformat("2026-11-24T08:00:00+00:00")
    booked_row(service, gone, start)
    booked_row(painting, both, start)
    shown = rota()
    assert skill_at(shown, "2026-11-24T08:00:00Z")["gap_minutes"] == 60
    assert skill_at(shown, "2026-11-24T08:00:00Z")["at_work_minutes"] == 60
    assert skill_at(shown, "2026-11-24T08:00:00Z", "painting")["gap_minutes"] == 0


def test_a_skill_counts_until_the_day_it_expires(workshop, hire, rota):
    workshop(technicians=0)
    hire(skills=(("mechanics", "2026-11-24"),))
    shown = rota(to="2026-11-25")
    assert skill_at(shown, "2026-11-24T08:00:00Z")["at_work_minutes"] == 60
    assert skill_at(shown, "2026-11-25T08:00:00Z")["at_work_minutes"] == 0


def test_what_is_called_off_or_only_held_needs_nobody(workshop, book, customer, rota):
    workshop(technicians=2, bays=2)
    booked = book(customer, "2026-11-24T08:00:00Z")
    assert customer.post(url_of(booked, "cancel"), {}).status_code == 200
    held = {"service_type": "oil-change", "start": "2026-11-24T08:00:00Z"}
    assert customer.post(f"{URL}holds/", held).status_code == 201
    assert skill_at(rota(), "2026-11-24T08:00:00Z")["needed_minutes"] == 0


def test_what_is_booked_at_another_location_is_no_need_here(workshop, hire, rota):
    service = workshop(technicians=0)
    who = hire()
    there = Location.objects.create(name="There", time_zone="UTC")
    elsewhere = ServiceType.objects.get(pk=service.pk)
    elsewhere.pk, elsewhere.location = new_id(), there
    elsewhere.save(force_insert=True)
    booked_row(elsewhere, who, datetime.fromisoformat("2026-11-24T08:00:00+00:00"))
    shown = skill_at(rota(), "2026-11-24T08:00:00Z")
    assert (shown["needed_minutes"], shown["at_work_minutes"], shown["available_minutes"]) == (0, 60, 0)
    assert rota(location_id=str(there.id))["hours"][0]["skills"][0]["gap_minutes"] == 60


def test_an_opening_at_half_past_opens_half_an_hour(workshop, rota):
    workshop(hours=(("08:30", "10:15"),))
    assert [(hour["start"][11:16], hour["open_minutes"]) for hour in rota()["hours"]] == [
        ("07:00", 30), ("08:00", 60), ("09:00", 15),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "day", "starts", "hours"),
    [
        ("Europe/Berlin", "2027-03-28", "2027-03-27T23:00:00Z", 23),
        ("Europe/Berlin", "2027-10-31", "2027-10-30T22:00:00Z", 25),
        ("Asia/Kathmandu", "2027-03-28", "2027-03-27T18:15:00Z", 24),
        # Half an hour is skipped, then repeated: 02:30 to 03:00, and 01:30 to 02:00 twice.
        ("Australia/Lord_Howe", "2027-10-03", "2027-10-02T13:30:00Z", 24),
        ("Australia/Lord_Howe", "2027-04-04", "2027-04-03T13:00:00Z", 25),
    ],
)
def test_hours_are_those_of_the_locations_clock(workshop, rota, zone, day, starts, hours):
    workshop(zone=zone, hours=(("00:00", "00:00"),))
    shown = rota(**{"from": day, "to": day})["hours"]
    assert (shown[0]["start"], len(shown)) == (starts, hours)
    assert [one["end"] for one in shown[:-1]] == [one["start"] for one in shown[1:]]


def test_a_week_from_today_on_unless_others_are_named(workshop, rota, employee):
    workshop()
    reply = employee.get(ROTA)
    assert (reply.json()["from"], reply.json()["to"]) == ("2026-11-23", "2026-11-29")
    assert len({hour["date"] for hour in reply.json()["hours"]}) == 7


@pytest.mark.parametrize(
    ("params", "field", "code"),
    [
        ({"from": "2026-11-24", "to": "2026-11-23"}, "to", "before_from"),
        ({"from": "2026-11-24", "to": "2026-12-25"}, "to", "range_too_long"),
        ({"from": "24.11.2026"}, "from", "invalid"),
        ({"location_id": str(new_id())}, "location_id", "unknown"),
        ({"week": "48"}, "week", "unknown_field"),
    ],
)
def test_what_is_no_range_of_a_location_is_400(employee, params, field, code):
    reply = employee.get(ROTA, params)
    assert reply.status_code == 400
    assert [(one["field"], one["code"]) for one in reply.json()["errors"]] == [(field, code)]


def test_a_month_is_as_long_as_it_may_be(workshop, rota):
    workshop()
    assert len({hour["date"] for hour in rota(to="2026-12-24")["hours"]}) == 31


def test_the_rota_is_for_the_staff(workshop, customer, employee, api):
    workshop()
    assert customer.get(ROTA).status_code == 403
    assert api.get(ROTA).status_code == 401
    assert employee.get(ROTA, {"location_id": str(DEFAULT_LOCATION_ID)}).status_code == 200


def test_a_month_of_bookings_takes_as_many_queries_as_a_day(workshop, hire, rota, django_assert_num_queries):
    service = workshop()
    rota()  # so that what is looked up once has been
    with django_assert_num_queries(6):
        rota()
    for day in range(1, 25):
        start = datetime.fromisoformat(f"2026-12-{day:02}T09:00:00+00:00")
        booked_row(service, hire(), start)
    with django_assert_num_queries(6):
        rota(**{"from": "2026-12-01", "to": "2026-12-31"})
