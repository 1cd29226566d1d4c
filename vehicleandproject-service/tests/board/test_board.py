"""GET /api/v1/projects/board/: what is in the workshop, by stage, bay and technician."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from chassis.models import new_id
from projects.models import Assignee, Project, Task, WorkPolicy
from projects.statuses import OVER, Status
from tests.answers import answered
from tests.urls import PROJECTS
from workshop.models import DEFAULT_LOCATION_ID, Bay, Location

pytestmark = pytest.mark.django_db
BOARD = f"{PROJECTS}board/"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def cards(client, **query):
    """Each card by its project, with the stage that it is in."""
    stages = answered(client.get(BOARD, query))["stages"]
    return {card["id"]: {"stage": one["stage"], **card} for one in stages for card in one["projects"]}


@pytest.mark.shows("PR24")
def test_a_card_says_what_where_who_how_far_until_when_and_what_for(
    approved, add_task, foreman, employee, deliver, example
):
    person = {**example("employee.changed.v1", "employee-service"), "employee_id": str(employee.account_id)}
    deliver("employee.changed.v1", {**person, "first_name": "Tom", "last_name": "Technician"})
    bay = example("bay.changed.v1", "appointment-service")
    deliver("bay.changed.v1", bay)
    Project.objects.update(stays=[stay(bay["bay_id"], hours=1)])
    task = add_task(approved, assignee_id=str(employee.account_id))
    ready_at = timezone.now().replace(microsecond=0) + timedelta(hours=3)
    answered(foreman.post(f"{PROJECTS}{approved['id']}/etas/", {"ready_at": ready_at.isoformat()}))

    before = cards(employee)[approved["id"]]
    answered(employee.patch(f"{PROJECTS}{approved['id']}/tasks/{task['id']}/", {"status": "in_progress"}))
    after = cards(employee)[approved["id"]]

    vehicle = answered(employee.get(f"/api/v1/vehicles/{approved['vehicle_id']}/"))
    assert before == {
        "stage": "new",
        "id": approved["id"],
        "title": approved["title"],
        "status": "approved",
        "location_id": str(DEFAULT_LOCATION_ID),
        "time_zone": "Europe/Berlin",
        "vehicle": {name: vehicle[name] for name in ("id", "make", "model", "plate")},
        "bay": {"id": bay["bay_id"], "name": bay["name"]},
        "technicians": [{"id": str(employee.account_id), "name": "Tom Technician"}],
        "progress_percent": 0,
        "ready_at": ready_at.isoformat().replace("+00:00", "Z"),
        "is_late": False,
        "waits_for": {"what": "start", "title": "Start"},
    }
    assert after == {**before, "stage": "in_progress", "status": "in_progress", "waits_for": None}


def stay(bay_id, hours, until=None):
    """In a bay from one hour to another, counted from now."""
    end = timezone.now() + timedelta(hours=hours if until is None else until)
    return {"bay_id": str(bay_id), "start": str(end - timedelta(hours=1)), "end": str(end)}


@pytest.mark.shows("PR24")
def test_all_stages_are_there_in_their_order_and_what_is_over_is_not(create, customer, employee):
    names = ["new", "estimate", "in_progress", "on_hold", "quality_check", "ready"]
    assert [one["stage"] for one in answered(employee.get(BOARD))["stages"]] == names
    made = {}
    for status in Status:
        made[create(customer)["id"]] = status
        Project.objects.filter(pk=[*made][-1]).update(status=status)
    shown = {card["id"]: card["status"] for card in cards(employee).values()}
    assert shown == {one: status for one, status in made.items() if status not in OVER}


def test_what_was_promised_first_comes_first_then_the_oldest(create, customer, employee):
    oldest, later, sooner, newest = (create(customer)["id"] for _ in range(4))
    for project_id, hours in ((later, 2), (sooner, 1)):
        Project.objects.filter(pk=project_id).update(ready_at=timezone.now() + timedelta(hours=hours))
    assert list(cards(employee)) == [sooner, later, oldest, newest]


@pytest.mark.parametrize(
    ("stays", "found"),
    [
        ([], None),
        ([("a", 1)], "a"),
        ([("a", -1), ("b", 1), ("c", 2)], "b"),
        ([("a", 2), ("b", 1)], "b"),
        ([("a", -2), ("b", -1)], "b"),
    ],
)
def test_its_bay_is_that_of_now_else_the_next_else_the_last(approved, employee, stays, found):
    bays = {name: Bay.objects.create(name=name).pk for name in "abc"}
    Project.objects.update(stays=[stay(bays[name], hours) for name, hours in stays])
    bay = cards(employee)[approved["id"]]["bay"]
    assert bay == (found and {"id": str(bays[found]), "name": found})
    Project.objects.update(status="ready")
    assert cards(employee)[approved["id"]]["bay"] is None


def test_a_visit_that_takes_longer_keeps_its_bay(deliver, example, register, customer, employee):
    news = {
        **example("appointment.checked_in.v1", "appointment-service"),
        "location_id": str(DEFAULT_LOCATION_ID),
    }
    news |= {"vehicle_id": register(customer)["id"], "customer_id": str(customer.account_id)}
    first, second = new_id(), new_id()
    service = news["services"][0]
    deliver("appointment.checked_in.v1", {**news, "services": [{**service, **stay(first, -1)}]})
    (card,) = cards(employee).values()
    assert card["bay"] == {"id": str(first), "name": ""}

    longer = example("appointment.extended.v1", "appointment-service")
    longer |= {"appointment_id": news["appointment_id"]}
    longer["services"] = [{**service, **stay(first, -1)}, {**service, **stay(second, 1)}]
    assert deliver("appointment.extended.v1", longer) == "handled"
    (card,) = cards(employee).values()
    assert card["bay"]["id"] == str(second)

    del longer["services"]
    deliver("appointment.extended.v1", longer)
    assert cards(employee)[card["id"]]["bay"]["id"] == str(second)


def test_what_should_be_ready_and_is_not_is_late(approved, employee):
    Project.objects.update(ready_at=timezone.now() - timedelta(minutes=1))
    assert cards(employee)[approved["id"]]["is_late"]
    Project.objects.update(status="ready")
    assert not cards(employee)[approved["id"]]["is_late"]


def test_on_hold_it_says_why(approved, add_task, employee, foreman):
    task = add_task(approved, assignee_id=str(employee.account_id))
    at = f"{PROJECTS}{approved['id']}/"
    answered(employee.patch(f"{at}tasks/{task['id']}/", {"status": "in_progress"}))
    answered(foreman.post(f"{at}hold/", {"reason": "The pads come tomorrow."}))
    assert cards(employee)[approved["id"]]["waits_for"] == {
        "what": "resumption",
        "title": "The pads come tomorrow.",
    }


def test_a_location_may_be_chosen(create, customer, employee):
    there = Location.objects.create(name="North", time_zone="Europe/Dublin")
    here, away = create(customer)["id"], create(customer)["id"]
    Project.objects.filter(pk=away).update(location=there)
    assert [*cards(employee)] == [here, away]
    assert [*cards(employee, location_id=str(there.pk))] == [away]
    assert cards(employee)[away]["time_zone"] == "Europe/Dublin"
    assert cards(employee, location_id=str(new_id())) == {}


@pytest.mark.shows("PR24")
def test_it_is_one_statement_however_much_is_open(create, customer, employee, django_assert_num_queries):
    WorkPolicy.objects.create(pk=DEFAULT_LOCATION_ID)
    for number in range(5):
        project = Project.objects.get(pk=create(customer)["id"])
        who = Assignee.objects.create(pk=new_id(), name=f"T {number}", is_active=True)
        Task.objects.create(
            project=project, title="Pads", estimated_minutes=30, position=1, assignee_id=who.pk
        )
    with django_assert_num_queries(1):
        assert len(cards(employee)) == 5
    with django_assert_num_queries(1):
        assert len(cards(employee, location_id=str(DEFAULT_LOCATION_ID))) == 5


def test_whoever_holds_it_is_told_when_nothing_has_changed(approved, employee):
    held = {"If-None-Match": employee.get(BOARD)["ETag"]}
    assert employee.get(BOARD, headers=held).status_code == 304
    Project.objects.update(progress_percent=10)
    assert employee.get(BOARD, headers=held).status_code == 200


@pytest.mark.parametrize("before", [None, "", "Anna Bauer"])
def test_whoever_is_given_a_task_has_a_name_before_they_are_published(approved, add_task, employee, before):
    if before is not None:
        Assignee.objects.create(pk=employee.account_id, name=before, is_active=True)
    add_task(approved, assignee_id=str(employee.account_id))
    (technician,) = cards(employee)[approved["id"]]["technicians"]
    assert technician["name"] == (before or "Tariq Haddad")


def test_a_customer_does_not_read_it(customer):
    assert customer.get(BOARD).status_code == 403
