"""A service that is done sets its reminders anew."""

from datetime import timedelta

import pytest

from chassis.testing.parallel import at_the_same_time
from projects.models import Project
from service_plans.actions import service_done
from service_plans.models import Completion, Reminder
from tests.answers import answered
from tests.service_plans.moments import NOW
from tests.urls import VEHICLES

pytestmark = pytest.mark.django_db
CHECKED_IN = "appointment.checked_in.v1"
CHANGED = "project.status_changed.v1"
DONE = {"last_done_on": "2026-01-31", "last_done_km": 30_000}


@pytest.fixture
def checked_in(car, example, deliver):
    """The project of an appointment for an oil change, at which the car has arrived."""
    promised = example(CHECKED_IN, "appointment-service")
    deliver(CHECKED_IN, {**promised, "vehicle_id": car["id"]})
    return Project.objects.get()


@pytest.fixture
def follow(emitted, deliver):
    """Deliver what this service has published last of its projects."""

    def follow():
        event = emitted(CHANGED)[-1]
        return deliver(CHANGED, event.data, subject=event.subject, version=event.version)

    return follow


@pytest.fixture
def move(checked_in, employee, follow):
    def move(*verbs):
        for verb in verbs:
            answered(employee.post(f"/api/v1/projects/{checked_in.id}/{verb}/", {"reason": "So it is."}))
            follow()

    return move


@pytest.mark.shows("VE06")
def test_work_that_is_done_resets_the_reminder_of_its_service(remind, move, car, customer, clock):
    made = remind(every_km=15_000, every_months=12, **DONE)
    brakes = remind(title="Brakes", service_type="brakes", every_months=24, **DONE)
    move("start")
    clock.move_to(NOW + timedelta(days=1))
    customer.post(f"{VEHICLES}{car['id']}/odometer/", {"value": 42_100})
    assert Reminder.objects.get(pk=made["id"]).last_done_km == 30_000

    move("submit-for-quality-check", "pass-quality-check")

    listed = customer.get(f"{VEHICLES}{car['id']}/reminders/").json()["results"]
    unchanged, reset = listed
    assert (reset["last_done_on"], reset["last_done_km"]) == ("2026-11-24", 42_100)
    assert (reset["due_on"], reset["due_km"], reset["status"]) == ("2027-11-24", 57_100, "scheduled")
    assert {**unchanged, "basis": 0} == {**brakes, "basis": 0}
    assert str(Completion.objects.get().reminder_id) == made["id"]


@pytest.mark.shows("VE06")
def test_a_project_resets_a_reminder_once(remind, move, clock):
    remind(every_months=12, **DONE)
    move("start", "submit-for-quality-check", "pass-quality-check")
    clock.move_to(NOW + timedelta(days=3))
    move("deliver")
    assert str(Reminder.objects.get().last_done_on) == "2026-11-23"
    assert Completion.objects.count() == 1


@pytest.mark.shows("VE06")
@pytest.mark.django_db(transaction=True)
def test_a_project_that_is_done_at_once_in_several_replicas_resets_it_once(remind, checked_in):
    remind(every_months=12, **DONE)
    at_the_same_time(*[lambda: service_done(checked_in.id, NOW)] * 4)
    assert str(Reminder.objects.get().last_done_on) == "2026-11-23"
    assert Completion.objects.count() == 1


@pytest.mark.shows("VE06")
def test_what_was_delivered_without_being_ready_resets_it_too(remind, checked_in, deliver, example):
    remind(every_months=12, **DONE)
    news = {**example(CHANGED), "project_id": str(checked_in.id), "status": "delivered"}
    assert deliver(CHANGED, news) == "handled"
    assert Completion.objects.count() == 1


@pytest.mark.shows("VE06")
def test_work_that_is_cancelled_or_of_no_appointment_resets_nothing(
    remind, move, create, car, customer, employee, follow
):
    remind(every_months=12, **DONE)
    move("cancel")
    other = create(customer, vehicle_id=car["id"])
    for verb in ("approve", "start", "submit-for-quality-check", "pass-quality-check"):
        answered(employee.post(f"/api/v1/projects/{other['id']}/{verb}/"))
        follow()
    assert str(Reminder.objects.get().last_done_on) == "2026-01-31"
    assert not Completion.objects.exists()


@pytest.mark.shows("VE06")
def test_what_was_done_later_stays(remind, move):
    remind(every_months=12, last_done_on="2026-11-23")
    Reminder.objects.update(last_done_on="2026-12-24")
    move("start", "submit-for-quality-check", "pass-quality-check")
    assert str(Reminder.objects.get().last_done_on) == "2026-12-24"


def test_of_several_services_each_is_known(car, example, deliver):
    promised = example(CHECKED_IN, "appointment-service")
    (oil,) = promised["services"]
    deliver(
        CHECKED_IN,
        {**promised, "vehicle_id": car["id"], "services": [oil, {**oil, "service_type": "brakes"}]},
    )
    assert Project.objects.get().services == ["oil-change", "brakes"]


def test_news_of_when_an_appointment_had_one_service_say_which(car, example, deliver):
    promised = example(CHECKED_IN, "appointment-service")
    deliver(CHECKED_IN, {**{k: v for k, v in promised.items() if k != "services"}, "vehicle_id": car["id"]})
    assert Project.objects.get().services == ["oil-change"]
