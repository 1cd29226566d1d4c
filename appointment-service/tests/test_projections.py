"""employee.changed.v1 and project.created.v1."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from chassis.models import new_id
from resources.models import Technician
from tests.rows import row_of
from tests.urls import url_of

pytestmark = pytest.mark.django_db
EIGHT = "2026-11-24T07:00:00Z"


def test_an_employee_becomes_a_technician(deliver, example):
    published = example("employee.changed.v1", "employee-service")
    assert deliver("employee.changed.v1", published, subject=published["employee_id"]) == "handled"
    row = Technician.objects.get()
    assert (row.id, row.name) == (
        UUID(published["employee_id"]), f"{published['first_name']} {published['last_name']}",
    )  # fmt: skip
    assert row.is_active is published["is_active"]
    assert [skill["code"] for skill in row.skills] == [skill["code"] for skill in published["skills"]]
    assert [hours["start"] for hours in row.working_hours] == [
        hours["start"][:5] for hours in published["working_hours"]
    ]


@pytest.mark.parametrize("published", [True, False])
def test_who_is_a_technician_is_told(hire, published):
    hire(is_technician=published)
    assert Technician.objects.get().is_technician is published


def test_who_is_not_said_to_be_one_or_none_is_one_as_before(hire):
    who = hire()
    assert Technician.objects.get().is_technician
    hire(employee_id=who, is_technician=False)
    hire(employee_id=who, is_technician=True)
    assert Technician.objects.get().is_technician


def test_later_news_replaces_earlier(hire):
    who = hire()
    hire(employee_id=who, first_name="Grace", last_name="Hopper", skills=())
    row = Technician.objects.get()
    assert (row.name, row.skills) == ("Grace Hopper", [])


def test_old_news_changes_nothing(hire):
    who = hire(version=2)
    hire(
        employee_id=who,
        version=1,
        at=timezone.now() - timedelta(minutes=1),
        outcome="outdated",
        is_active=False,
    )
    assert Technician.objects.get().is_active


def test_news_told_after_a_clock_was_put_back_is_learned(hire):
    who = hire(version=1)
    hire(employee_id=who, version=2, at=timezone.now() - timedelta(seconds=2), is_active=False)
    assert not Technician.objects.get().is_active


def test_the_longest_name_is_learned(hire):
    hire(first_name="A" * 150, last_name="B" * 150)
    assert len(Technician.objects.get().name) == 301


def test_hours_that_are_none_reach_no_calendar(hire):
    with pytest.raises(ValueError, match="isoformat"):
        hire(hours=("eight", "five"))
    assert not Technician.objects.exists()


@pytest.fixture
def project_of(example):
    def project_of(appointment_id):
        published = example("project.created.v1", "vehicleandproject-service")
        return {**published, "project_id": str(new_id()), "appointment_id": appointment_id}

    return project_of


def test_an_appointment_shows_its_project(workshop, book, customer, deliver, project_of):
    workshop()
    booked = book(customer, EIGHT)
    published = project_of(booked["id"])
    deliver("project.created.v1", published, subject=published["project_id"])
    assert customer.get(url_of(booked)).json() == {**booked, "project_id": published["project_id"]}
    assert row_of(booked).project_id == UUID(published["project_id"])


def test_the_first_project_stays(workshop, book, customer, deliver, project_of):
    workshop()
    booked = book(customer, EIGHT)
    first, second = project_of(booked["id"]), project_of(booked["id"])
    deliver("project.created.v1", first, subject=first["project_id"])
    deliver("project.created.v1", second, subject=second["project_id"])
    assert str(row_of(booked).project_id) == first["project_id"]


def test_a_project_without_an_appointment_is_none_of_our_business(
    workshop, book, customer, deliver, project_of
):
    workshop()
    booked = book(customer, EIGHT)
    assert deliver("project.created.v1", project_of(None)) == "handled"
    assert row_of(booked).project_id is None


def test_what_older_news_leave_out_stays_as_it_is_known(hire):
    off = [{"start": "2026-11-24T07:00:00Z", "end": "2026-11-24T15:00:00Z"}]
    weeks = [{"valid_from": "2026-11-01", "working_hours": []}]
    employee_id = hire(is_technician=False, time_off=off, weeks=weeks, version=1)
    known = Technician.objects.get()

    hire(employee_id=employee_id, version=2, first_name="Tina")

    now = Technician.objects.get()
    assert now.name.startswith("Tina")
    for name in ("is_technician", "time_off", "weeks", "exceptions"):
        assert getattr(now, name) == getattr(known, name), name


@pytest.mark.parametrize(("weekdays", "is_technician"), [(range(7), True), ((), False)])
def test_whom_older_news_bring_is_a_technician_if_they_have_hours(hire, weekdays, is_technician):
    hire(weekdays=weekdays)
    assert Technician.objects.get().is_technician == is_technician
