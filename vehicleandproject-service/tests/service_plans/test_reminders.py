"""Reminders of a vehicle: by distance, by date, or by whichever comes first."""

from datetime import date, timedelta

import pytest

from chassis.models import new_id
from chassis.testing.orderings import orderings_without_index
from chassis.testing.parallel import at_the_same_time
from service_plans.actions import announce_by_date
from service_plans.models import Reminder
from service_plans.months import months_later
from tests.service_plans.moments import NOW
from tests.urls import VEHICLES

pytestmark = pytest.mark.django_db
DUE = "vehicle.reminder_due.v1"


@pytest.fixture
def drive(car, customer, deliver, emitted):
    """Read the odometer through the API, and deliver what this service publishes of it."""

    def drive(km):
        reply = customer.post(f"{VEHICLES}{car['id']}/odometer/", {"value": km})
        assert reply.status_code == 201, reply.json()
        event = emitted("vehicle.odometer_read.v1")[-1]
        return deliver(event.name, event.data, subject=event.subject, version=event.version)

    return drive


@pytest.fixture
def shown(car, customer):
    def shown(reminder):
        return customer.get(f"{VEHICLES}{car['id']}/reminders/{reminder['id']}/").json()

    return shown


@pytest.mark.shows("VE05")
def test_what_was_never_done_counts_from_today_by_both(remind, shown):
    made = remind(every_km=15_000, every_months=12)
    assert (made["last_done_on"], made["last_done_km"]) == ("2026-11-23", 42_000)
    assert (made["due_on"], made["due_km"], made["status"]) == ("2027-11-23", 57_000, "scheduled")
    assert shown(made) == made


@pytest.mark.shows("VE05")
@pytest.mark.parametrize(
    ("days", "status"), [(0, "scheduled"), (333, "scheduled"), (335, "due_soon"), (365, "due"), (400, "due")]
)
def test_by_date_it_is_due_soon_thirty_days_ahead(remind, shown, clock, days, status):
    made = remind(every_months=12)
    clock.move_to(NOW + timedelta(days=days))
    assert (shown(made)["status"], shown(made)["next_due_by"]) == (status, "date")


@pytest.mark.shows("VE05")
@pytest.mark.parametrize(
    ("km", "status"), [(55_999, "scheduled"), (56_000, "due_soon"), (56_999, "due_soon"), (57_000, "due")]
)
def test_by_distance_it_is_due_soon_a_thousand_kilometres_ahead(remind, shown, drive, km, status):
    made = remind(every_km=15_000)
    drive(km)
    assert (shown(made)["status"], shown(made)["next_due_by"]) == (status, "distance")


@pytest.mark.shows("VE05")
def test_by_both_whichever_comes_first_counts(remind, shown, drive, clock):
    made = remind(every_km=15_000, every_months=12)
    drive(57_000)
    assert (shown(made)["status"], shown(made)["next_due_by"]) == ("due", "distance")
    other = remind(title="Brakes", every_km=15_000, every_months=1)
    clock.move_to(NOW + timedelta(days=31))
    assert (shown(other)["status"], shown(other)["next_due_by"]) == ("due", "date")


@pytest.mark.shows("VE05")
def test_a_plan_gives_the_interval_and_one_vehicle_has_it_once(a_plan, remind, car, customer):
    made = remind(plan_id=a_plan["id"], last_done_on="2026-05-31", last_done_km=36_000)
    assert (made["title"], made["service_type"], made["plan_id"]) == ("Oil", "oil-change", a_plan["id"])
    assert (made["due_on"], made["due_km"]) == ("2027-05-31", 51_000)
    again = customer.post(f"{VEHICLES}{car['id']}/reminders/", {"plan_id": a_plan["id"]})
    assert (again.status_code, again.json()["code"]) == (409, "reminder_exists")


@pytest.mark.shows("VE05")
def test_when_it_was_done_last_can_be_said_later(remind, car, customer):
    made = remind(every_km=15_000, every_months=12)
    url = f"{VEHICLES}{car['id']}/reminders/{made['id']}/"
    changed = customer.patch(url, {"last_done_on": "2026-01-31", "last_done_km": 30_000, "every_months": 1})
    assert (changed.json()["due_on"], changed.json()["due_km"]) == ("2026-02-28", 45_000)
    assert changed.json()["status"] == "due"
    neither = customer.patch(url, {"every_km": None, "every_months": None})
    assert (neither.status_code, neither.json()["errors"][0]["field"]) == (400, "every_months")


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 23), 2, date(2027, 1, 23)),
    ],
)
def test_months_are_those_of_the_calendar(day, months, later):
    assert months_later(day, months) == later


def test_a_distance_counts_from_the_first_reading_where_none_was_known(
    clock, register, customer, catalogue, deliver, emitted
):
    vehicle = register(customer)
    url = f"{VEHICLES}{vehicle['id']}/"
    body = {"title": "Oil", "service_type": "oil-change", "every_km": 15_000}
    made = customer.post(f"{url}reminders/", body).json()
    assert (made["last_done_km"], made["due_km"], made["status"]) == (None, None, "scheduled")
    customer.post(f"{url}odometer/", {"value": 90_000})
    deliver("vehicle.odometer_read.v1", emitted("vehicle.odometer_read.v1")[-1].data, subject=vehicle["id"])
    (listed,) = customer.get(f"{url}reminders/").json()["results"]
    assert (listed["last_done_km"], listed["due_km"]) == (90_000, 105_000)
    assert not emitted(DUE)


def test_that_it_is_due_by_distance_is_published_once_with_the_reading(remind, drive, emitted, car, customer):
    made = remind(every_km=15_000)
    drive(56_999)
    assert not emitted(DUE)
    drive(57_000)
    drive(57_100)
    (event,) = emitted(DUE)
    assert event.data == {
        "reminder_id": made["id"],
        "vehicle_id": car["id"],
        "document_id": None,
        "owner_id": str(customer.account_id),
        "make": "Toyota",
        "model": "Corolla",
        "title": "Oil",
        "service_type": "oil-change",
        "due_on": None,
        "due_km": 57_000,
        "distance_km": 57_000,
    }


def test_that_it_is_due_by_date_is_published_once_by_the_hour(remind, clock, emitted):
    remind(every_months=1)
    announce_by_date()
    assert not emitted(DUE)
    clock.move_to(NOW + timedelta(days=30))
    announce_by_date()
    announce_by_date()
    assert [event.data["due_on"] for event in emitted(DUE)] == ["2026-12-23"]


@pytest.mark.django_db(transaction=True)
def test_replicas_that_look_at_once_publish_it_once(remind, clock, emitted):
    for title in ("Oil", "Brakes", "Air"):
        remind(title=title, every_months=1)
    clock.move_to(NOW + timedelta(days=30))
    at_the_same_time(*[announce_by_date] * 4)
    assert len(emitted(DUE)) == 3


def test_what_was_done_meanwhile_is_published_again_when_it_is_due_again(
    remind, clock, emitted, car, customer
):
    made = remind(every_months=1)
    clock.move_to(NOW + timedelta(days=30))
    announce_by_date()
    customer.patch(f"{VEHICLES}{car['id']}/reminders/{made['id']}/", {"last_done_on": "2026-12-23"})
    announce_by_date()
    clock.move_to(NOW + timedelta(days=61))
    announce_by_date()
    assert [event.data["due_on"] for event in emitted(DUE)] == ["2026-12-23", "2027-01-23"]


def test_nobody_is_reminded_of_a_vehicle_that_was_removed(remind, clock, emitted, car, customer):
    remind(every_months=1)
    assert customer.delete(f"{VEHICLES}{car['id']}/").status_code == 204
    clock.move_to(NOW + timedelta(days=40))
    announce_by_date()
    assert not emitted(DUE)
    assert customer.get(f"{VEHICLES}{car['id']}/reminders/").status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"service_type": "oil-change", "every_km": 1}, "title"),
        ({"title": "Oil", "every_km": 1}, "service_type"),
        ({"title": "Oil", "service_type": "oil-change"}, "every_months"),
        ({"plan_id": str(new_id())}, "plan_id"),
        ({"plan_id": str(new_id()), "title": "Oil"}, "title"),
        (
            {"title": "Oil", "service_type": "oil", "every_km": 1, "last_done_on": "2026-11-24"},
            "last_done_on",
        ),
    ],
)
def test_a_wrong_reminder_is_refused_at_its_field(car, catalogue, customer, body, field):
    reply = customer.post(f"{VEHICLES}{car['id']}/reminders/", body)
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, field)
    assert not Reminder.objects.exists()


def test_nothing_was_done_further_on_than_the_vehicle_has_come(car, catalogue, customer):
    body = {"title": "Oil", "service_type": "oil-change", "every_km": 1, "last_done_km": 42_001}
    reply = customer.post(f"{VEHICLES}{car['id']}/reminders/", body)
    assert (reply.status_code, reply.json()["code"], reply.json()["distance_km"]) == (
        422,
        "done_ahead",
        42_000,
    )


def test_who_has_the_vehicle_next_begins_without(
    remind, car, clock, customer, stranger, admin, a_plan, emitted
):
    remind(plan_id=a_plan["id"])
    remind(every_months=1)
    url = f"{VEHICLES}{car['id']}/"
    assert admin.post(f"{url}transfer/", {"owner_id": str(stranger.account_id)}).status_code == 200
    clock.move_to(NOW + timedelta(days=400))
    announce_by_date()
    assert not emitted(DUE)
    for client in (stranger, admin):
        assert client.get(f"{url}reminders/").json()["results"] == []
    again = stranger.post(f"{url}reminders/", {"plan_id": a_plan["id"]})
    assert (again.status_code, again.json()["basis"]["kind"]) == (201, "date")


def test_a_page_is_read_in_as_few_statements_however_many_there_are(
    remind, car, customer, django_assert_max_num_queries
):
    for number in range(12):
        remind(title=f"Service {number}", every_months=number + 1)
    with django_assert_max_num_queries(6):
        page = customer.get(f"{VEHICLES}{car['id']}/reminders/", {"page_size": 10}).json()
    assert [row["every_months"] for row in page["results"]] == list(range(12, 2, -1))
    assert page["next"]


def test_a_page_is_read_by_an_index(car, admin):
    assert orderings_without_index(admin, vehicle_id=car["id"]) == []


def test_strangers_neither_see_nor_change_them_and_the_staff_do(remind, car, customer, stranger, employee):
    made = remind(every_km=15_000)
    url = f"{VEHICLES}{car['id']}/reminders/"
    assert stranger.get(url).status_code == stranger.get(f"{url}{made['id']}/").status_code == 404
    assert stranger.patch(f"{url}{made['id']}/", {"title": "X"}).status_code == 404
    assert employee.patch(f"{url}{made['id']}/", {"title": "Engine oil"}).json()["title"] == "Engine oil"
    assert stranger.delete(f"{url}{made['id']}/").status_code == 404
    assert customer.delete(f"{url}{made['id']}/").status_code == 204
    assert not Reminder.objects.exists()
