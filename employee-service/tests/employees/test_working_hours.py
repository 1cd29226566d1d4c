"""GET and PUT /api/v1/employees/{id}/working-hours/."""

import pytest

from chassis.models import new_id
from employees.models import WorkingHours
from tests.locations import at_default

pytestmark = pytest.mark.django_db


def hours(weekday, start, end):
    return {"weekday": weekday, "start": start, "end": end}


MORNING, AFTERNOON = hours(0, "08:00", "12:00"), hours(0, "12:00", "17:30")


def test_an_admin_replaces_an_employees_week(hire, admin, employee, emitted, example):
    identity = hire()
    admin.put(url(identity), {"working_hours": [hours(6, "00:00", "23:59")]})
    reply = admin.put(url(identity), {"working_hours": [hours(4, "09:00", "10:00"), AFTERNOON, MORNING]})

    assert reply.status_code == 200
    assert reply.json()["working_hours"] == at_default([MORNING, AFTERNOON, hours(4, "09:00", "10:00")])
    assert employee.get(url(identity)).json() == reply.json()
    assert list(WorkingHours.objects.values_list("weekday", "start_minute", "end_minute")) == [
        (0, 480, 720), (0, 720, 1050), (4, 540, 600),
    ]  # fmt: skip
    event = emitted()[-1]
    assert (event.name, event.subject) == ("employee.changed.v1", identity)
    assert event.data["working_hours"] == reply.json()["working_hours"]
    assert event.data["working_hours"][0].keys() == example(event.name)["working_hours"][0].keys()


@pytest.mark.parametrize(("start", "minutes"), [("16:00", (960, 1440)), ("00:00", (0, 1440))])
def test_an_end_at_midnight_is_the_one_that_ends_the_day(hire, admin, emitted, start, minutes):
    identity = hire()
    week = {"working_hours": [hours(4, start, "00:00"), hours(5, "00:00", "02:00")]}
    reply = admin.put(url(identity), week)
    assert (reply.status_code, reply.json()["working_hours"]) == (200, at_default(week["working_hours"]))
    friday = WorkingHours.objects.get(weekday=4)
    assert (friday.start_minute, friday.end_minute) == minutes
    assert emitted()[-1].data["working_hours"] == at_default(week["working_hours"])


def test_work_until_midnight_overlaps_what_lies_before_it(hire, admin):
    week = {"working_hours": [hours(4, "16:00", "00:00"), hours(4, "23:00", "23:30")]}
    assert admin.put(url(hire()), week).json()["code"] == "working_hours_overlap"


def test_hours_of_one_weekday_that_overlap_are_refused_and_the_old_ones_stay(hire, admin, emitted):
    identity = hire()
    admin.put(url(identity), {"working_hours": [MORNING]})
    reply = admin.put(url(identity), {"working_hours": [AFTERNOON, hours(0, "11:00", "12:01")]})
    assert (reply.status_code, reply.json()["code"]) == (422, "working_hours_overlap")
    assert admin.get(url(identity)).json()["working_hours"] == at_default([MORNING])
    assert len(emitted()) == 2


def test_hours_of_two_weekdays_or_two_employees_do_not_overlap(hire, admin):
    for identity in (hire(), hire()):
        reply = admin.put(url(identity), {"working_hours": [MORNING, hours(1, "08:00", "12:00")]})
        assert reply.status_code == 200
    assert WorkingHours.objects.count() == 4


@pytest.mark.parametrize(
    "row",
    [
        hours(7, "08:00", "12:00"),
        hours(-1, "08:00", "12:00"),
        hours("Monday", "08:00", "12:00"),
        hours(0, "12:00", "08:00"),
        hours(0, "08:00", "08:00"),
        hours(0, "8:00", "12:00"),
        hours(0, "08:00", "24:00"),
        hours(0, "08:00", "\u0661\u0662:00"),
        hours(0, 8, 12),
        {"weekday": 0, "start": "08:00"},
        {**MORNING, "break": 30},
    ],
    ids=str,
)
def test_a_row_that_is_no_working_hours_is_refused(hire, admin, emitted, row):
    reply = admin.put(url(hire()), {"working_hours": [row]})
    assert reply.status_code == 400
    assert reply.json()["errors"][0]["field"].startswith("working_hours")
    assert not WorkingHours.objects.exists()
    assert len(emitted()) == 1


def test_the_same_week_again_tells_nothing_whatever_its_order(hire, admin, emitted):
    identity, tuesday = hire(), hours(1, "13:00", "00:00")
    admin.put(url(identity), {"working_hours": [MORNING, tuesday]})
    as_it_was, published = list(WorkingHours.objects.values()), len(emitted())
    reply = admin.put(url(identity), {"working_hours": [tuesday, MORNING]})
    assert (reply.status_code, reply.json()["working_hours"]) == (200, at_default([MORNING, tuesday]))
    assert list(WorkingHours.objects.values()) == as_it_was
    assert len(emitted()) == published


def test_a_week_that_was_replaced_meanwhile_is_not_replaced(hire, admin):
    identity = hire()
    stale = admin.get(url(identity))["ETag"]
    admin.put(url(identity), {"working_hours": [MORNING]})
    assert admin.put(url(identity), {"working_hours": []}, headers={"If-Match": stale}).status_code == 412
    assert WorkingHours.objects.count() == 1


def test_only_whoever_may_manage_people_may(hire, api, employee, customer):
    identity = hire(employee)
    for other in (employee, api.as_employee(groups=["foreman"])):
        assert other.put(url(identity), {"working_hours": [MORNING]}).status_code == 403
    assert customer.get(url(identity)).status_code == 403
    assert not WorkingHours.objects.exists()


def test_an_unknown_employee_has_none(admin):
    assert admin.get(url(new_id())).status_code == 404
    assert admin.put(url(new_id()), {"working_hours": []}).status_code == 404


def url(identity):
    return f"/api/v1/employees/{identity}/working-hours/"
