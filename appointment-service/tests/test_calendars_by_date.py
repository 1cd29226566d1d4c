"""When a technician works, as employee-service tells it: weeks by date, exceptions by date, and time off."""

from datetime import UTC, datetime

import pytest

from appointments.local_time import Span, without
from chassis.models import new_id
from resources.models import Technician
from tests.urls import URL, url_of

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, WEDNESDAY = "2026-11-23", "2026-11-24", "2026-11-25"
ALWAYS = "0001-01-01"


def stretches(*clocks):
    return [{"start": start, "end": end} for start, end in clocks]


def week(valid_from, *clocks):
    hours = [{"weekday": day, **stretch} for day in range(7) for stretch in stretches(*clocks)]
    return {"valid_from": valid_from, "working_hours": hours}


def off(start, end):
    return {"start": start, "end": end}


@pytest.fixture
def employ(workshop, hire):
    """A workshop with one technician, of whom employee-service tells this; `employ.again(…)` tells more."""

    workshop(technicians=0, hours=(("08:00", "12:00"),))
    employee_id = hire(hours=("08:00", "12:00"))

    def again(**changes):
        hire(employee_id=employee_id, hours=("08:00", "12:00"), **changes)
        return employee_id

    return again


def local(*clocks, date=TUESDAY):
    """The instants of these clocks in Berlin in winter."""
    return [f"{date}T{int(clock[:2]) - 1:02}:{clock[3:]}:00Z" for clock in clocks]


ALL = ("08:00", "08:30", "09:00", "09:30", "10:00", "10:30", "11:00")


def test_news_of_before_these_were_published_counts_as_it_did(employ, slots):
    assert slots(TUESDAY) == local(*ALL)
    row = Technician.objects.get()
    assert (row.weeks, row.exceptions, row.time_off) == ([], [], [])


def test_what_employee_service_promises_is_what_is_read(deliver, example):
    published = example("employee.changed.v1", "employee-service")
    assert deliver("employee.changed.v1", published, subject=published["employee_id"]) == "handled"
    row = Technician.objects.get()
    assert (row.weeks, row.exceptions) == (published["weeks"], published["exceptions"])
    assert [datetime.fromisoformat(span["start"]) for span in row.time_off] == [
        datetime.fromisoformat(span["start"]) for span in published["time_off"]
    ]


@pytest.mark.shows("EM03")
def test_a_week_counts_from_its_date_until_the_next_one_does(employ, slots):
    employ(weeks=[week(ALWAYS, ("08:00", "09:00")), week(TUESDAY, ("10:00", "11:00")), week(WEDNESDAY)])
    assert slots(MONDAY, WEDNESDAY) == local("10:00")  # it is Monday, 09:00
    employ(weeks=[week(ALWAYS, ("10:00", "11:00")), week(WEDNESDAY, ("11:00", "12:00"))])
    assert slots(MONDAY, WEDNESDAY) == [
        *local("10:00", date=MONDAY), *local("10:00"), *local("11:00", date=WEDNESDAY),
    ]  # fmt: skip


@pytest.mark.shows("EM03")
def test_a_break_between_two_stretches_is_no_slot(employ, slots):
    employ(weeks=[week(ALWAYS, ("08:00", "09:30"), ("10:00", "12:00"))])
    assert slots(TUESDAY) == local("08:00", "08:30", "10:00", "10:30", "11:00")


def test_before_the_first_week_nobody_works(employ, slots):
    employ(weeks=[week(WEDNESDAY, ("08:00", "12:00"))])
    assert slots(TUESDAY, WEDNESDAY) == local(*ALL, date=WEDNESDAY)


@pytest.mark.shows("EM03")
def test_a_date_with_hours_of_its_own_has_those_and_not_the_weeks(employ, slots):
    every_day = [week(ALWAYS, ("08:00", "12:00"))]
    employ(weeks=every_day, exceptions=[{"date": TUESDAY, "working_hours": stretches(("09:00", "10:00"))}])
    assert slots(TUESDAY, WEDNESDAY) == [*local("09:00"), *local(*ALL, date=WEDNESDAY)]
    employ(weeks=every_day, exceptions=[{"date": TUESDAY, "working_hours": []}])
    assert slots(TUESDAY, WEDNESDAY) == local(*ALL, date=WEDNESDAY)
    employ(weeks=every_day, exceptions=[])
    assert slots(TUESDAY) == local(*ALL)


@pytest.mark.shows("EM03")
def test_when_leave_is_added_slots_vanish_and_when_it_is_cancelled_they_are_back(
    employ, slots, book, customer, vehicle_of
):
    days = [off("2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z")]
    employ(time_off=days)
    assert slots(TUESDAY, WEDNESDAY) == local(*ALL, date=WEDNESDAY)
    [start] = local("09:00")
    body = {"vehicle_id": vehicle_of(customer), "service_type": "oil-change", "start": start}
    refused = customer.post(URL, body)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_a_slot")
    assert refused.json()["reason"] == "no_skilled_technician"
    [first, *_] = refused.json()["alternatives"]
    assert first["start"] == local(*ALL, date=WEDNESDAY)[0]
    employ(time_off=[])
    assert slots(TUESDAY) == local(*ALL)
    book(customer, start)


@pytest.mark.shows("EM03")
@pytest.mark.parametrize(
    ("away", "left"),
    [
        (off("2026-11-24T09:00:00Z", "2026-11-24T23:00:00Z"), ("08:00", "08:30", "09:00")),
        (off("2026-11-23T23:00:00Z", "2026-11-24T09:00:00Z"), ("10:00", "10:30", "11:00")),
        (off("2026-11-24T08:00:00Z", "2026-11-24T08:30:00Z"), ("08:00", "09:30", "10:00", "10:30", "11:00")),
        (off("2026-11-24T08:59:00Z", "2026-11-24T09:00:00Z"), ("08:00", "08:30", "10:00", "10:30", "11:00")),
        (off("2026-11-24T11:00:00Z", "2026-11-24T12:00:00Z"), ALL),
        (off("2026-11-24T06:00:00Z", "2026-11-24T07:00:00Z"), ALL),
        (off("2026-11-24T10:00:00+02:00", "2026-11-24T10:30:00+02:00"), (
            "08:00", "09:30", "10:00", "10:30", "11:00",
        )),
    ],
    ids=["afternoon", "morning", "half_an_hour", "a_minute", "after_work", "before_work", "another_offset"],
)  # fmt: skip
def test_half_a_day_off_leaves_the_other_half_to_the_minute(employ, slots, away, left):
    employ(time_off=[away])
    assert slots(TUESDAY) == local(*left)


def test_time_off_counts_on_a_date_with_hours_of_its_own_too(employ, slots):
    employ(
        exceptions=[{"date": TUESDAY, "working_hours": stretches(("08:00", "12:00"))}],
        time_off=[off("2026-11-24T08:00:00Z", "2026-11-24T09:00:00Z")],
    )
    assert slots(TUESDAY) == local("08:00", "10:00", "10:30", "11:00")


def test_hours_by_date_are_worked_at_the_location_that_they_name(employ, slots):
    elsewhere = {"location_id": str(new_id())}
    there = [{**hours, **elsewhere} for hours in week(ALWAYS, ("08:00", "09:00"))["working_hours"]]
    here = week(ALWAYS, ("10:00", "11:00"))["working_hours"]
    moved = {"date": WEDNESDAY, "working_hours": [{**stretches(("08:00", "12:00"))[0], **elsewhere}]}
    employ(weeks=[{"valid_from": ALWAYS, "working_hours": [*there, *here]}], exceptions=[moved])
    assert slots(TUESDAY, WEDNESDAY) == local("10:00")


def test_somebody_else_takes_over_while_one_is_away(employ, hire, slots, book, customer):
    employ(time_off=[off("2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z")])
    colleague = hire()
    [start] = local("09:00")
    assert start in slots(TUESDAY)
    assert book(customer, start)["employee_id"] == str(colleague)


def test_nothing_is_assigned_to_one_who_is_away(employ, hire, book, customer, foreman):
    away = employ(time_off=[off("2026-11-24T08:30:00Z", "2026-11-24T09:00:00Z")])
    hire()
    booked = book(customer, *local("09:00"))
    reply = foreman.post(url_of(booked, "assign"), {"employee_id": str(away)})
    assert (reply.status_code, reply.json()["code"]) == (409, "not_at_work")


def test_work_that_runs_past_midnight_ends_where_time_off_begins(workshop, hire, slots):
    workshop(technicians=0, hours=(("00:00", "00:00"),), duration_minutes=120)
    midnight = "2026-11-24T23:00:00Z"
    employee_id = hire()
    assert {"2026-11-24T21:30:00Z", "2026-11-24T22:00:00Z"} <= set(slots(TUESDAY))
    hire(employee_id=employee_id, time_off=[off(midnight, "2026-11-25T23:00:00Z")])
    assert [start for start in slots(TUESDAY) if start >= "2026-11-24T20:00:00Z"] == [
        "2026-11-24T20:00:00Z", "2026-11-24T20:30:00Z", "2026-11-24T21:00:00Z",
    ]  # fmt: skip


def test_a_whole_day_off_is_25_hours_when_the_clock_is_put_back(workshop, hire, slots, clock):
    clock.move_to(datetime(2027, 10, 20, 8, tzinfo=UTC))
    workshop(technicians=0, hours=(("00:00", "00:00"),))
    hire(time_off=[off("2027-10-30T22:00:00Z", "2027-10-31T23:00:00Z")])
    assert slots("2027-10-31") == []
    assert slots("2027-10-30")[-1] == "2027-10-30T21:00:00Z"
    assert slots("2027-11-01")[0] == "2027-10-31T23:00:00Z"


@pytest.mark.parametrize(
    "changes",
    [
        {"weeks": [{"valid_from": "soon", "working_hours": []}]},
        {"weeks": [week(ALWAYS, ("eight", "five"))]},
        {"exceptions": [{"date": "2026-02-30", "working_hours": []}]},
        {"time_off": [{"start": "2026-11-24", "end": "tomorrow"}]},
    ],
    ids=str,
)
def test_what_is_no_calendar_reaches_none(employ, slots, changes):
    with pytest.raises(ValueError, match=r"isoformat|day is out of range"):
        employ(**changes)
    assert slots(TUESDAY) == local(*ALL)


def at(hour):
    return datetime(2026, 11, 24, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ([(6, 8)], [(8, 12), (13, 17)]),
        ([(8, 9)], [(9, 12), (13, 17)]),
        ([(9, 10), (10, 11)], [(8, 9), (11, 12), (13, 17)]),
        ([(11, 14)], [(8, 11), (14, 17)]),
        ([(7, 18)], []),
        ([(12, 13)], [(8, 12), (13, 17)]),
        ([(16, 20), (6, 9)], [(9, 12), (13, 16)]),
    ],
    ids=str,
)
def test_what_is_taken_out_of_stretches_leaves_the_rest(taken, left):
    spans = [Span(at(8), at(12)), Span(at(13), at(17))]
    gaps = [Span(at(start), at(end)) for start, end in taken]
    assert without(spans, gaps) == [Span(at(start), at(end)) for start, end in left]
