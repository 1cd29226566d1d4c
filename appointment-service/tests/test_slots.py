"""GET /api/v1/appointments/slots/."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from appointments.calendar import Calendar
from appointments.local_time import first_moment
from resources.models import Closure, Technician
from tests.moments import NOW
from tests.urls import URL

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY, TUESDAY, WEDNESDAY = "2026-11-23", "2026-11-24", "2026-11-25"


def test_a_slot_says_when_what_and_how_many(workshop, customer):
    workshop(bays=2, technicians=3)
    reply = customer.get(f"{URL}slots/", {"service_type": "oil-change", "from": TUESDAY, "to": TUESDAY})
    assert reply.status_code == 200
    assert reply.json().keys() == {"time_zone", "results"}
    assert reply.json()["results"][0] == {
        "start": "2026-11-24T07:00:00Z",
        "end": "2026-11-24T08:00:00Z",
        "service_type": "oil-change",
        "capacity_left": 2,
    }


@pytest.mark.shows("AP01", "AP07")
def test_no_slot_overruns_closing_with_its_buffer(workshop, slots):
    workshop(hours=(("08:00", "10:00"),), duration_minutes=60, buffer_minutes=15)
    assert slots(TUESDAY) == ["2026-11-24T07:00:00Z", "2026-11-24T07:30:00Z"]


@pytest.mark.shows("AP01", "AP07")
def test_a_slot_that_ends_with_its_buffer_at_closing_fits(workshop, slots):
    workshop(hours=(("08:00", "09:15"),), duration_minutes=60, buffer_minutes=15)
    assert slots(TUESDAY) == ["2026-11-24T07:00:00Z"]


@pytest.mark.shows("AP01")
def test_a_break_at_noon_has_no_slots(workshop, slots):
    workshop(hours=(("10:00", "12:00"), ("13:00", "14:00")))
    assert slots(TUESDAY) == [f"2026-11-24T{clock}:00Z" for clock in ("09:00", "09:30", "10:00", "12:00")]


def test_days_without_opening_hours_have_none(workshop, slots):
    workshop(weekdays=[1])
    assert {start[:10] for start in slots(MONDAY, "2026-12-06")} == {"2026-11-24", "2026-12-01"}


def test_a_booking_takes_its_time_and_buffer_and_nothing_more(workshop, slots, book, customer):
    workshop(hours=(("08:00", "12:00"),), buffer_minutes=30)
    book(customer, "2026-11-24T08:00:00Z")
    assert slots(TUESDAY) == ["2026-11-24T09:30:00Z"]


def test_bay_and_technician_must_both_be_free(workshop, book, customer, hire):
    workshop(bays=2, technicians=1)
    book(customer, "2026-11-24T07:00:00Z")
    params = {"service_type": "oil-change", "from": TUESDAY, "to": TUESDAY}
    assert customer.get(f"{URL}slots/", params).json()["results"][0]["start"] == "2026-11-24T08:00:00Z"
    hire()
    first = customer.get(f"{URL}slots/", params).json()["results"][0]
    assert (first["start"], first["capacity_left"]) == ("2026-11-24T07:00:00Z", 1)


def test_a_technician_counts_while_at_work(workshop, slots, hire):
    workshop(technicians=0)
    hire(hours=("09:00", "10:30"), weekdays=[1])
    assert slots(TUESDAY) == ["2026-11-24T08:00:00Z", "2026-11-24T08:30:00Z"]
    assert slots(WEDNESDAY) == []


def test_a_skill_counts_to_the_end_of_the_day_it_expires(workshop, slots, hire):
    workshop(technicians=0)
    hire(skills=(("mechanics", TUESDAY), ("painting", None)))
    assert slots(TUESDAY)
    assert not slots(WEDNESDAY)


def test_a_technician_who_left_counts_no_longer(workshop, slots, hire):
    workshop()
    assert slots(TUESDAY)
    hire(employee_id=Technician.objects.get().id, is_active=False)
    assert not slots(TUESDAY)


def test_the_office_repairs_no_cars_whatever_its_hours(workshop, slots, hire, book, customer):
    workshop(bays=2, required_skill="")
    hire(is_technician=False)
    first = slots(TUESDAY)[0]
    book(customer, first)
    assert first not in slots(TUESDAY)
    hire()
    assert first in slots(TUESDAY)


def test_a_closure_takes_the_slots_that_touch_it(workshop, slots):
    workshop(hours=(("08:00", "12:00"),))
    Closure.objects.create(
        start=datetime(2026, 11, 24, 8, tzinfo=UTC),
        end=datetime(2026, 11, 24, 9, tzinfo=UTC),
        reason="Inventory",
    )
    assert slots(TUESDAY) == [f"2026-11-24T{clock}:00Z" for clock in ("07:00", "09:00", "09:30", "10:00")]


@pytest.mark.shows("AP07")
def test_the_lead_time_ends_to_the_minute(workshop, slots, clock):
    workshop(policy={"lead_minutes": 60})
    clock.move_to(datetime(2026, 11, 23, 8, 0, tzinfo=UTC), tick=False)
    assert slots(MONDAY)[0] == "2026-11-23T09:00:00Z"
    clock.move_to(datetime(2026, 11, 23, 8, 1, tzinfo=UTC), tick=False)
    assert slots(MONDAY)[0] == "2026-11-23T09:30:00Z"


@pytest.mark.shows("AP07")
def test_the_horizon_ends_with_a_day_on_the_workshops_clock(workshop, slots, clock):
    workshop(policy={"horizon_days": 1})
    assert {start[:10] for start in slots(MONDAY, WEDNESDAY)} == {MONDAY, TUESDAY}
    clock.move_to(datetime(2026, 11, 23, 23, 0, tzinfo=UTC))  # midnight in Berlin
    assert {start[:10] for start in slots(MONDAY, "2026-11-26")} == {TUESDAY, WEDNESDAY}


@pytest.mark.shows("AP10")
def test_dates_are_meant_on_the_clock_of_the_zone_asked_with(workshop, slots):
    workshop(hours=(("00:00", "00:00"),), policy={"slot_step_minutes": 60})
    there = slots(TUESDAY, time_zone="Asia/Kathmandu")
    assert (there[0], there[-1]) == ("2026-11-23T19:00:00Z", "2026-11-24T18:00:00Z")


def test_hours_until_midnight_are_worked_until_midnight(workshop, hire, slots):
    workshop(technicians=0, hours=(("22:00", "00:00"),), policy={"slot_step_minutes": 60})
    hire(hours=("22:00", "00:00"))
    assert slots(TUESDAY) == ["2026-11-24T21:00:00Z", "2026-11-24T22:00:00Z"]


def test_instants_are_taken_as_they_are(workshop, slots):
    workshop()
    assert slots("2026-11-24T08:00:00Z", "2026-11-24T10:00:00+01:00") == [
        "2026-11-24T08:00:00Z",
        "2026-11-24T08:30:00Z",
    ]


def test_without_dates_it_is_a_week_from_today(workshop, customer):
    workshop()
    results = customer.get(f"{URL}slots/", {"service_type": "oil-change"}).json()["results"]
    assert {slot["start"][:10] for slot in results} == {f"2026-11-{day}" for day in range(23, 30)}


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"service_type": "no-such"}, "service_type"),
        ({"from": TUESDAY}, "service_type"),
        ({"service_type": "oil-change", "from": "tomorrow"}, "from"),
        ({"service_type": "oil-change", "from": "2026-02-30"}, "from"),
        ({"service_type": "oil-change", "from": "2026-11-24T08:00:00"}, "from"),
        ({"service_type": "oil-change", "from": "9999-12-31"}, "from"),
        ({"service_type": "oil-change", "from": TUESDAY, "to": MONDAY}, "to"),
        ({"service_type": "oil-change", "from": MONDAY, "to": "2027-01-24"}, "to"),
        ({"service_type": "oil-change", "time_zone": "Mars/Olympus"}, "time_zone"),
        ({"service_type": "oil-change", "tz": "UTC"}, "tz"),
    ],
)
def test_a_question_that_is_not_well_formed_is_refused(workshop, customer, params, field):
    workshop()
    reply = customer.get(f"{URL}slots/", params)
    assert reply.status_code == 400
    assert [error["field"] for error in reply.json()["errors"]] == [field]


def test_62_days_are_answered(workshop, slots):
    workshop()
    assert slots(MONDAY, "2027-01-23")


@pytest.mark.shows("AP13")
def test_days_without_slots_are_explained(workshop, customer, book, hire):
    workshop(
        weekdays=[0, 1, 2, 3, 4],
        hours=(("08:00", "09:00"),),
        technicians=0,
        policy={"horizon_days": 10, "lead_minutes": 60},
    )
    hire(weekdays=[0, 1, 2, 4])
    book(customer, "2026-11-24T07:00:00Z")
    params = {"service_type": "oil-change", "from": "2026-11-22", "to": "2026-12-04", "explain": "1"}
    body = customer.get(f"{URL}slots/", params).json()
    assert [slot["start"][:10] for slot in body["results"]] == [
        "2026-11-25", "2026-11-27", "2026-11-30", "2026-12-01", "2026-12-02",
    ]  # fmt: skip
    assert {reason["date"]: reason["codes"] for reason in body["reasons"]} == {
        "2026-11-22": ["closed"],
        "2026-11-23": ["too_soon"],
        "2026-11-24": ["full"],
        "2026-11-26": ["no_skilled_technician"],
        "2026-11-28": ["closed"],
        "2026-11-29": ["closed"],
        "2026-12-03": ["no_skilled_technician"],
        "2026-12-04": ["beyond_horizon"],
    }


@pytest.mark.shows("AP13")
def test_a_workshop_without_a_fitting_bay_says_so(workshop, customer):
    workshop(bays=0)
    params = {"service_type": "oil-change", "from": TUESDAY, "to": TUESDAY, "explain": "true"}
    assert customer.get(f"{URL}slots/", params).json() == {
        "time_zone": "Europe/Berlin",
        "results": [],
        "reasons": [{"date": TUESDAY, "codes": ["no_bay"]}],
    }


def test_the_number_of_queries_does_not_grow(workshop, slots, book, customer):
    workshop(bays=3, technicians=3)
    with CaptureQueriesContext(connection) as one_day:
        slots(TUESDAY)
    for hour in range(7, 15):
        book(customer, (NOW + timedelta(days=1)).replace(hour=hour).isoformat())
    with CaptureQueriesContext(connection) as two_months:
        slots(MONDAY, "2027-01-23", explain="1")
    assert len(one_day) == len(two_months) == 2


def test_nobody_without_a_token(api):
    assert api.get(f"{URL}slots/", {"service_type": "oil-change"}).status_code == 401


@pytest.mark.shows("AP10")
@pytest.mark.parametrize(("first", "days"), [("2027-03-25", 7), ("2027-10-28", 7)], ids=["spring", "autumn"])
def test_a_range_left_open_is_seven_dates_also_when_the_clock_is_changed(
    workshop, slots, customer, first, days
):
    workshop(
        hours=(("00:00", "00:00"),),
        policy={"horizon_days": 500, "slot_step_minutes": 15},
        duration_minutes=15,
    )
    last = (date.fromisoformat(first) + timedelta(days=days - 1)).isoformat()
    for since in (first, first_moment(date.fromisoformat(first), time.min, BERLIN).isoformat()):
        params = {"service_type": "oil-change", "from": since}
        left_open = customer.get(f"{URL}slots/", params).json()["results"]
        assert [slot["start"] for slot in left_open] == slots(first, last)


def test_a_refusal_costs_little_however_the_workshop_is_set(
    workshop, book, customer, vehicle_of, monkeypatch
):
    workshop(
        bays=0,
        hours=(("00:00", "00:00"),),
        policy={"horizon_days": 732, "slot_step_minutes": 5},
        duration_minutes=5,
    )
    judged = []
    judge = Calendar.judge
    monkeypatch.setattr(Calendar, "judge", lambda *data: judged.append(data[1]) or judge(*data))
    reply = customer.post(
        URL,
        {"vehicle_id": vehicle_of(customer), "service_type": "oil-change", "start": "2026-11-24T07:00:00Z"},
    )
    assert (reply.status_code, reply.json()["alternatives"]) == (409, [])
    assert len(judged) < 10000
