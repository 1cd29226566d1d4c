"""What becomes of the news from appointment-service and employee-service."""

from typing import Any

import pytest

from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from projects.models import Project, ProjectTransition, Task
from vehicles.models import Vehicle

pytestmark = pytest.mark.django_db
CHECKED_IN = "appointment.checked_in.v1"
CHANGED = "appointment.changed.v1"


@pytest.fixture
def checked_in(register, customer) -> dict[str, Any]:
    vehicle = register(customer)
    return {
        "appointment_id": str(new_id()),
        "customer_id": str(customer.account_id),
        "vehicle_id": vehicle["id"],
        "service_type": {"code": "oil-change", "name": "Oil change"},
        "start": "2026-11-23T09:00:00Z",
        "end": "2026-11-23T09:30:00Z",
        "time_zone": "Europe/Berlin",
        "status": "checked_in",
        "employee_id": None,
        "notes": "It drips.",
    }


def test_a_car_that_arrives_gets_its_project(deliver, checked_in, customer, emitted, example):
    admin = new_id()
    assert deliver(CHECKED_IN, checked_in, actor_id=admin) == "handled"

    (project,) = customer.get("/api/v1/projects/").json()["results"]
    assert (project["title"], project["concern"], project["kind"]) == ("Oil change", "It drips.", "service")
    assert project["status"] == "approved"
    assert project["appointment_id"] == checked_in["appointment_id"]
    assert ProjectTransition.objects.get().actor_id == admin
    (event,) = emitted("project.created.v1")
    assert event.data == {
        name: project["id" if name == "project_id" else name] for name in example(event.name)
    }


@pytest.mark.shows("AP19")
def test_however_often_we_hear_of_it_there_is_one_project(deliver, checked_in, emitted):
    same = new_id()
    assert deliver(CHECKED_IN, checked_in, id=same) == "handled"
    assert deliver(CHECKED_IN, checked_in, id=same) == "duplicate"
    assert deliver(CHECKED_IN, checked_in) == "handled"
    assert Project.objects.count() == len(emitted("project.created.v1")) == 1


@pytest.mark.shows("AP19")
@pytest.mark.django_db(transaction=True)
def test_hearing_of_it_twice_at_once_makes_one_project(deliver, checked_in, emitted):
    at_the_same_time(*[lambda: deliver(CHECKED_IN, checked_in)] * 2)
    assert Project.objects.count() == len(emitted("project.created.v1")) == 1


def test_a_vehicle_taken_off_the_list_is_worked_on_all_the_same(deliver, checked_in, customer, bookings):
    assert customer.delete(f"/api/v1/vehicles/{checked_in['vehicle_id']}/").status_code == 204
    deliver(CHECKED_IN, checked_in)
    assert str(Project.objects.get().vehicle_id) == checked_in["vehicle_id"]


def test_a_vehicle_that_was_never_here_fails_so_that_the_news_is_kept(deliver, checked_in, emitted):
    with pytest.raises(Vehicle.DoesNotExist):
        deliver(CHECKED_IN, {**checked_in, "vehicle_id": str(new_id())})
    assert not Project.objects.exists()
    assert not emitted("project.created.v1")


def test_no_notes_are_no_concern(deliver, checked_in):
    deliver(CHECKED_IN, {**checked_in, "notes": None})
    assert Project.objects.get().concern == ""


@pytest.fixture
def note(deliver, checked_in):
    """Let appointment-service tell of other notes."""

    def noted(notes, previous="It drips."):
        return deliver(CHANGED, {**checked_in, "notes": notes, "previous_notes": previous})

    return noted


def test_what_is_noted_after_the_arrival_reaches_the_project(deliver, note, checked_in, customer):
    deliver(CHECKED_IN, checked_in)
    assert note("It drips a lot.") == "handled"
    (project,) = customer.get("/api/v1/projects/").json()["results"]
    assert project["concern"] == "It drips a lot."


def test_what_the_staff_reworded_stays_and_the_notes_stand_beneath(deliver, note, checked_in, employee):
    deliver(CHECKED_IN, checked_in)
    project = Project.objects.get()
    employee.patch(f"/api/v1/projects/{project.id}/", {"concern": "Oil leak at the sump."})
    note("It drips a lot.")
    assert Project.objects.get().concern == "Oil leak at the sump.\n\nIt drips a lot."


@pytest.mark.parametrize("status", ["rejected", "delivered", "closed", "cancelled"])
def test_notes_change_nothing_of_a_project_that_is_over(deliver, note, checked_in, status):
    deliver(CHECKED_IN, checked_in)
    Project.objects.update(status=status)
    assert note("Too late.") == "handled"
    assert Project.objects.get().concern == "It drips."


def test_notes_before_the_arrival_come_with_it(note):
    assert note("It drips a lot.") == "handled"
    assert not Project.objects.exists()


def test_a_started_clock_starts_task_and_project(deliver, approved, add_task, emitted):
    task = add_task(approved)
    technician = new_id()
    assert deliver("time_log.started.v1", started(task, technician)) == "handled"
    assert Task.objects.get().status == "in_progress"
    assert Project.objects.get().status == "in_progress"
    assert emitted("project.status_changed.v1")[-1].data["status"] == "in_progress"
    assert ProjectTransition.objects.latest("id").actor_id == technician


def test_time_told_of_after_the_task_was_done_leaves_it_done(deliver, approved, admin, add_task, emitted):
    task = add_task(approved)
    admin.patch(f"/api/v1/projects/{approved['id']}/tasks/{task['id']}/", {"status": "done"})
    deliver("time_log.started.v1", started(task, new_id()))
    assert Task.objects.get().status == "done"
    assert [event.data["progress_percent"] for event in emitted("project.progressed.v1")] == [100]


def test_time_told_of_after_the_task_was_cancelled_leaves_it_cancelled(deliver, approved, foreman, add_task):
    task = add_task(approved)
    foreman.patch(f"/api/v1/projects/{approved['id']}/tasks/{task['id']}/", {"status": "cancelled"})
    deliver("time_log.started.v1", started(task, new_id()))
    assert (Task.objects.get().status, Project.objects.get().status) == ("cancelled", "approved")


def test_a_clock_changes_nothing_on_a_project_that_is_over(deliver, approved, add_task):
    task = add_task(approved)
    Project.objects.update(status="closed")
    assert deliver("time_log.started.v1", started(task, new_id())) == "handled"
    assert (Task.objects.get().status, Project.objects.get().status) == ("todo", "closed")


def test_a_clock_on_a_task_that_was_never_here_fails(deliver):
    nowhere = {"id": str(new_id()), "project_id": str(new_id())}
    with pytest.raises(Task.DoesNotExist):
        deliver("time_log.started.v1", started(nowhere, new_id()))


def test_we_read_what_our_neighbours_promise(deliver, example, checked_in, approved, add_task):
    """The examples that the producers commit are enough for our handlers."""
    task = add_task(approved)
    known = {"vehicle_id": checked_in["vehicle_id"], "task_id": task["id"], "project_id": approved["id"]}
    for service, name in (
        ("appointment-service", CHECKED_IN),
        ("employee-service", "employee.changed.v1"),
        ("employee-service", "time_log.started.v1"),
        ("employee-service", "time_log.stopped.v1"),
        ("employee-service", "time_log.corrected.v1"),
    ):
        promised = example(name, service)
        data = {**promised, **{field: value for field, value in known.items() if field in promised}}
        assert deliver(name, data) == "handled"


def started(task, employee_id):
    return {
        "time_log_id": str(new_id()),
        "task_id": task["id"],
        "project_id": task["project_id"],
        "employee_id": str(employee_id),
        "started_at": "2026-11-23T09:30:00Z",
    }
