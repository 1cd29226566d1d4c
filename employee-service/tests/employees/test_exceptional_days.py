"""GET, PUT and DELETE /api/v1/employees/{id}/working-hours/{date}/."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction

from chassis.models import new_id
from employees.models import ExceptionalDay, ExceptionalHours
from tests.locations import DEFAULT, at_default

pytestmark = pytest.mark.django_db
CHRISTMAS_EVE = "2026-12-24"  # a Thursday
THURSDAY = 3


def stretch(start, end):
    return {"start": start, "end": end}


MORNING, AFTERNOON = stretch("08:00", "12:00"), stretch("13:00", "17:00")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 11, 30, 9, tzinfo=UTC)) as traveller:
        yield traveller


@pytest.fixture
def identity(hire, admin):
    """Somebody who works on Thursdays, with a break."""
    identity = hire()
    week = [{"weekday": THURSDAY, **hours} for hours in (MORNING, AFTERNOON)]
    admin.put(f"/api/v1/employees/{identity}/working-hours/", {"working_hours": week})
    return identity


def day_of(identity, date=CHRISTMAS_EVE):
    return f"/api/v1/employees/{identity}/working-hours/{date}/"


def said(date, hours, *, exception):
    return {"date": date, "working_hours": at_default(hours), "is_exception": exception}


def test_a_date_has_the_hours_of_its_week(identity, employee):
    reply = employee.get(day_of(identity))
    assert (reply.status_code, reply.json()) == (
        200, said(CHRISTMAS_EVE, [MORNING, AFTERNOON], exception=False),
    )  # fmt: skip
    assert employee.get(day_of(identity, "2026-12-25")).json()["working_hours"] == []


def test_it_has_those_of_the_week_that_counts_then(identity, employee, admin):
    week = {"working_hours": [{"weekday": THURSDAY, **AFTERNOON}], "valid_from": CHRISTMAS_EVE}
    admin.put(f"/api/v1/employees/{identity}/working-hours/", week)
    assert employee.get(day_of(identity)).json()["working_hours"] == at_default([AFTERNOON])
    assert employee.get(day_of(identity, "2026-12-17")).json()["working_hours"] == at_default(
        [MORNING, AFTERNOON]
    )


@pytest.mark.parametrize("may", ["admin", "office"])
def test_a_date_gets_hours_of_its_own(identity, admin, api, employee, emitted, example, may):
    client = admin if may == "admin" else api.as_employee(groups=["office"])
    reply = client.put(day_of(identity), {"working_hours": [stretch("22:00", "00:00"), MORNING]})
    hours = [MORNING, stretch("22:00", "00:00")]
    assert (reply.status_code, reply.json()) == (200, said(CHRISTMAS_EVE, hours, exception=True))
    assert employee.get(day_of(identity)).json() == reply.json()
    assert employee.get(day_of(identity))["ETag"] == reply["ETag"]
    minutes = [[480, 720], [1320, 1440]]
    rows = ExceptionalHours.objects.values_list("start_minute", "end_minute")
    assert [list(row) for row in rows] == minutes
    event = emitted()[-1]
    assert (event.name, event.subject) == ("employee.changed.v1", identity)
    assert event.data["exceptions"] == [{"date": CHRISTMAS_EVE, "working_hours": at_default(hours)}]
    assert event.data["exceptions"][0].keys() == example(event.name)["exceptions"][0].keys()
    before, after = event.changes[f"working_hours.{CHRISTMAS_EVE}"]
    assert before == [[480, 720, DEFAULT], [780, 1020, DEFAULT]]
    assert after == [[*stretch, DEFAULT] for stretch in minutes]


def test_on_a_date_nobody_may_be_at_work(identity, admin, emitted):
    reply = admin.put(day_of(identity), {"working_hours": []})
    assert reply.json() == said(CHRISTMAS_EVE, [], exception=True)
    assert emitted()[-1].data["exceptions"] == [{"date": CHRISTMAS_EVE, "working_hours": []}]


def test_hours_of_a_date_are_replaced_as_a_whole(identity, admin, emitted):
    admin.put(day_of(identity), {"working_hours": [MORNING, AFTERNOON]})
    admin.put(day_of(identity), {"working_hours": [AFTERNOON]})
    assert emitted()[-1].data["exceptions"] == [
        {"date": CHRISTMAS_EVE, "working_hours": at_default([AFTERNOON])}
    ]
    assert ExceptionalDay.objects.count() == 1


def test_a_date_may_have_the_hours_of_its_week_for_its_own(identity, admin):
    admin.put(day_of(identity), {"working_hours": [MORNING, AFTERNOON]})
    admin.put(f"/api/v1/employees/{identity}/working-hours/", {"working_hours": []})
    assert admin.get(day_of(identity)).json() == said(CHRISTMAS_EVE, [MORNING, AFTERNOON], exception=True)


def test_the_same_hours_again_tell_nothing(identity, admin, emitted):
    admin.put(day_of(identity), {"working_hours": [MORNING, AFTERNOON]})
    as_it_was, published = list(ExceptionalHours.objects.values()), len(emitted())
    assert admin.put(day_of(identity), {"working_hours": [AFTERNOON, MORNING]}).status_code == 200
    assert list(ExceptionalHours.objects.values()) == as_it_was
    assert len(emitted()) == published


def test_the_weeks_hours_count_again(identity, admin, emitted):
    admin.put(day_of(identity), {"working_hours": []})
    assert admin.delete(day_of(identity)).status_code == 204
    assert admin.get(day_of(identity)).json() == said(CHRISTMAS_EVE, [MORNING, AFTERNOON], exception=False)
    assert not ExceptionalDay.objects.exists()
    assert emitted()[-1].data["exceptions"] == []
    published = len(emitted())
    assert admin.delete(day_of(identity)).status_code == 404
    assert len(emitted()) == published


def test_what_is_to_come_is_read_and_published_and_what_was_is_not(identity, admin, emitted, clock):
    for date in ("2026-11-28", "2026-11-29", "2026-11-30", CHRISTMAS_EVE):
        admin.put(day_of(identity, date), {"working_hours": []})
    to_come = [{"date": date, "working_hours": []} for date in ("2026-11-30", CHRISTMAS_EVE)]
    # It is Sunday still on some islands.
    assert emitted()[-1].data["exceptions"] == [{"date": "2026-11-29", "working_hours": []}, *to_come]
    week = f"/api/v1/employees/{identity}/working-hours/"
    assert admin.get(week).json()["exceptions"] == to_come
    clock.move_to(datetime(2026, 11, 30, 23, 0, tzinfo=UTC))
    assert admin.get(week).json()["exceptions"] == to_come[1:]


def test_hours_that_overlap_are_refused_and_the_old_ones_stay(identity, admin, emitted):
    admin.put(day_of(identity), {"working_hours": [MORNING]})
    published = len(emitted())
    reply = admin.put(day_of(identity), {"working_hours": [AFTERNOON, stretch("16:59", "00:00")]})
    assert (reply.status_code, reply.json()["code"]) == (422, "working_hours_overlap")
    assert admin.get(day_of(identity)).json()["working_hours"] == at_default([MORNING])
    assert len(emitted()) == published


def test_the_database_keeps_hours_of_a_date_apart(identity, admin):
    admin.put(day_of(identity), {"working_hours": [MORNING]})
    day = ExceptionalDay.objects.get()
    with pytest.raises(IntegrityError, match="exceptional_hours_do_not_overlap"), transaction.atomic():
        day.working_hours.create(start_minute=719, end_minute=800)
    with pytest.raises(IntegrityError, match="exceptional_hours_end"), transaction.atomic():
        day.working_hours.create(start_minute=800, end_minute=800)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"working_hours": None},
        {"working_hours": [{"start": "08:00"}]},
        {"working_hours": [stretch("12:00", "08:00")]},
        {"working_hours": [stretch("08:00:00", "12:00")]},
        {"working_hours": [{"weekday": 0, **MORNING}]},
        {"working_hours": [stretch(f"0{hour}:00", f"0{hour}:30") for hour in range(7)]},
    ],
    ids=str,
)
def test_a_body_that_is_no_hours_is_refused(identity, admin, emitted, body):
    published = len(emitted())
    assert admin.put(day_of(identity), body).status_code == 400
    assert not ExceptionalDay.objects.exists()
    assert len(emitted()) == published


@pytest.mark.parametrize("date", ["2026-02-30", "24.12.2026", "1899-12-31", "2200-01-01", "tomorrow"])
def test_what_is_no_date_is_not_there(identity, admin, date):
    assert admin.get(day_of(identity, date)).status_code == 404
    assert admin.put(day_of(identity, date), {"working_hours": []}).status_code == 404


def test_more_dates_than_a_year_has_are_refused(identity, admin, monkeypatch, emitted):
    monkeypatch.setattr("employees.actions.exceptional_days.MOST_EXCEPTIONS", 1)
    admin.put(day_of(identity, "2026-11-29"), {"working_hours": []})
    admin.put(day_of(identity), {"working_hours": []})
    admin.put(day_of(identity), {"working_hours": [MORNING]})
    published = len(emitted())
    reply = admin.put(day_of(identity, "2026-12-31"), {"working_hours": []})
    assert (reply.status_code, reply.json()["code"], reply.json()["most"]) == (422, "too_many_exceptions", 1)
    assert ExceptionalDay.objects.count() == 2
    assert len(emitted()) == published


def test_a_stale_reader_changes_nothing(identity, admin):
    stale = {"If-Match": admin.get(day_of(identity))["ETag"]}
    admin.put(day_of(identity), {"working_hours": []})
    assert admin.put(day_of(identity), {"working_hours": [MORNING]}, headers=stale).status_code == 412
    assert admin.delete(day_of(identity), headers=stale).status_code == 412
    assert ExceptionalDay.objects.count() == 1


def test_only_whoever_may_manage_people_may(identity, api, employee, customer, emitted):
    published = len(emitted())
    for other in (employee, api.as_employee(groups=["foreman"])):
        assert other.put(day_of(identity), {"working_hours": []}).status_code == 403
        assert other.delete(day_of(identity)).status_code == 403
    assert customer.get(day_of(identity)).status_code == 403
    assert not ExceptionalDay.objects.exists()
    assert len(emitted()) == published


def test_an_unknown_employee_has_none(admin):
    for reply in (
        admin.get(day_of(new_id())),
        admin.put(day_of(new_id()), {"working_hours": []}),
        admin.delete(day_of(new_id())),
    ):
        assert reply.status_code == 404
