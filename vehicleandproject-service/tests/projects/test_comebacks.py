"""Work that comes back: `comeback_of` of a project, and GET /api/v1/projects/comebacks/."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis.models import new_id
from projects.models import Project, ProjectTransition, Task, TaskTime
from tests.answers import answered
from tests.urls import PROJECTS, VEHICLES
from vehicles.models import Vehicle
from workshop.models import DEFAULT_LOCATION_ID, Location

pytestmark = pytest.mark.django_db
COMEBACKS = f"{PROJECTS}comebacks/"
FIRST, LAST = date(2026, 3, 28), date(2026, 3, 30)
EVERY_DAY = {"from": str(FIRST), "to": str(LAST)}
PEOPLE = sorted((new_id() for _ in range(3)), key=str)
ZONES = {DEFAULT_LOCATION_ID: "Europe/Berlin", new_id(): "Pacific/Kiritimati", new_id(): "Pacific/Pago_Pago"}
NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)


@pytest.fixture
def handed_over(create, customer):
    project = create(customer)
    Project.objects.update(status="delivered")
    return project


def again(client, project, **changes):
    body = {"vehicle_id": project["vehicle_id"], "kind": "service", "title": "Squeals again"}
    return client.post(PROJECTS, {**body, "comeback_of": project["id"], **changes})


@pytest.mark.shows("PR18")
@pytest.mark.parametrize("status", ["delivered", "closed"])
def test_work_that_comes_back_is_linked_to_that_of_before(handed_over, create, customer, employee, status):
    Project.objects.update(status=status)
    made = answered(again(employee, handed_over))
    assert made["comeback_of"] == handed_over["id"]
    assert str(Project.objects.get(pk=made["id"]).comeback_of_id) == handed_over["id"]
    assert handed_over["comeback_of"] is None
    create(customer)
    found = employee.get(PROJECTS, {"comeback_of": handed_over["id"]}).json()["results"]
    assert [project["id"] for project in found] == [made["id"]]


@pytest.mark.shows("PR18")
def test_a_new_owner_is_not_led_to_work_for_the_one_before(
    handed_over, employee, customer, stranger, bookings, customer_list
):
    theirs = answered(again(employee, handed_over))
    assert customer.get(f"{PROJECTS}{theirs['id']}/").json()["comeback_of"] == handed_over["id"]
    Project.objects.update(status="closed")
    new_owner = {"owner_id": str(stranger.account_id)}
    answered(employee.post(f"{VEHICLES}{handed_over['vehicle_id']}/transfer/", new_owner))

    made = answered(again(employee, handed_over))

    url = f"{PROJECTS}{made['id']}/"
    assert made["comeback_of"] == employee.get(url).json()["comeback_of"] == handed_over["id"]
    assert stranger.get(url).json()["comeback_of"] is None
    (listed,) = stranger.get(PROJECTS).json()["results"]
    assert listed["comeback_of"] is None


def test_only_the_staff_say_so(handed_over, customer):
    refused = again(customer, handed_over)
    assert refused.status_code == 400
    assert [(e["field"], e["code"]) for e in refused.json()["errors"]] == [("comeback_of", "not_yours")]
    assert Project.objects.count() == 1


@pytest.mark.parametrize("status", ["requested", "in_progress", "ready", "rejected", "cancelled"])
def test_what_was_not_handed_over_does_not_come_back(handed_over, employee, status, emitted):
    Project.objects.update(status=status)
    refused = again(employee, handed_over)
    assert refused.status_code == 400
    assert [(e["field"], e["code"]) for e in refused.json()["errors"]] == [("comeback_of", "not_handed_over")]
    assert Project.objects.count() == len(emitted("project.created.v1")) == 1


def test_work_on_another_vehicle_does_not_come_back(handed_over, register, customer, employee):
    for changes in ({"vehicle_id": register(customer)["id"]}, {"comeback_of": str(new_id())}):
        refused = again(employee, handed_over, **changes)
        assert refused.status_code == 400
        assert [(e["field"], e["code"]) for e in refused.json()["errors"]] == [("comeback_of", "unknown")]
    assert Project.objects.count() == 1


@pytest.fixture
def workshop(register, customer):
    for location_id, zone in ZONES.items():
        Location.objects.update_or_create(pk=location_id, defaults={"name": zone, "time_zone": zone})
    return Vehicle.objects.get(pk=register(customer)["id"])


def add_work(vehicle, *, at=NOON, done=(), logged=(), of=None, location=DEFAULT_LOCATION_ID, status="closed"):
    """A project, handed over at an instant or never, of tasks that somebody did or logged time on."""
    project = Project.objects.create(
        vehicle=vehicle, customer_id=vehicle.owner_id, location_id=location, kind="service", title="Brakes",
        status=status, comeback_of=of,
    )  # fmt: skip
    if at is not None:
        line = project.timeline.create(from_status="ready", to_status="delivered")
        ProjectTransition.objects.filter(pk=line.pk).update(created_at=at)
    rows = [("done", person, 0) for person in done] + [("cancelled", None, seconds) for seconds in logged]
    for position, (task_status, person, log) in enumerate(rows, 1):
        task = Task.objects.create(
            project=project, title="Pads", estimated_minutes=30, position=position, status=task_status,
            assignee_id=person,
        )  # fmt: skip
        if log:
            TaskTime.objects.create(task=task, employee_id=log[0], started_at=NOON, seconds=log[1])
    return project


def rates(client, **query):
    found = answered(client.get(COMEBACKS, {**EVERY_DAY, **query}))["technicians"]
    return {
        one["employee_id"]: (one["done_projects"], one["comebacks"], one["rate_percent"]) for one in found
    }


@pytest.mark.shows("PR18")
def test_a_comeback_of_a_comeback_counts_once_for_each(workshop, foreman):
    anna, ben, carl = PEOPLE
    first = add_work(workshop, done=[anna])
    second = add_work(workshop, done=[ben], of=first)
    add_work(workshop, done=[carl], of=second)
    assert rates(foreman) == {
        str(anna): (1, 1, "100.0"),
        str(ben): (1, 1, "100.0"),
        str(carl): (1, 0, "0.0"),
    }


@pytest.mark.shows("PR18")
def test_a_rate_is_rounded_half_up(workshop, foreman):
    anna, ben, _ = PEOPLE
    works = [add_work(workshop, done=[anna, anna], logged=[(anna, 60), (ben, 0)]) for _ in range(16)]
    add_work(workshop, at=None, of=works[0], status="approved")
    assert rates(foreman) == {str(anna): (16, 1, "6.3")}


def test_what_was_given_up_does_not_count(workshop, foreman):
    work = add_work(workshop, done=PEOPLE[:1])
    for status in ("rejected", "cancelled"):
        add_work(workshop, at=None, of=work, status=status)
    assert rates(foreman) == {str(PEOPLE[0]): (1, 0, "0.0")}


WORK = st.fixed_dictionaries(
    {
        "at": st.none() | st.integers(-72, 72).map(lambda hours: NOON + timedelta(hours=hours, minutes=29)),
        "done": st.lists(st.sampled_from([None, *PEOPLE]), max_size=3),
        "logged": st.lists(st.tuples(st.sampled_from(PEOPLE), st.integers(0, 2)), max_size=3),
        "location": st.sampled_from(list(ZONES)),
        "status": st.sampled_from(["approved", "cancelled", "closed"]),
        "of": st.none() | st.integers(0, 9),
    }
)


def slow_count(works, location_id):
    """Of each technician what they did, project by project, and then what came back of it."""
    found = {}
    for number, work in enumerate(works):
        there = location_id is None or work["location"] == location_id
        if not there or work["at"] is None:
            continue
        if not FIRST <= work["at"].astimezone(ZoneInfo(ZONES[work["location"]])).date() <= LAST:
            continue
        returned = [again for again in works if again["of"] == number and again["status"] != "cancelled"]
        people = {*work["done"], *(person for person, seconds in work["logged"] if seconds)} - {None}
        for person in people:
            projects, comebacks = found.get(str(person), (0, 0))
            found[str(person)] = (projects + 1, comebacks + len(returned))
    return {
        person: (
            projects,
            comebacks,
            "{}.{}".format(*divmod((2000 * comebacks + projects) // (2 * projects), 10)),
        )
        for person, (projects, comebacks) in found.items()
    }


@pytest.mark.shows("PR18")
@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=60)
@given(works=st.lists(WORK, max_size=10), location=st.none() | st.sampled_from(list(ZONES)))
def test_the_rates_are_those_of_a_slow_count(workshop, foreman, works, location):
    for rows in (TaskTime, Task, ProjectTransition):
        rows.objects.all().delete()
    Project.objects.update(comeback_of=None)
    Project.objects.all().delete()
    made = []
    for number, work in enumerate(works):
        work["of"] = None if work["of"] is None or work["of"] >= number else work["of"]
        made.append(add_work(workshop, **{**work, "of": None if work["of"] is None else made[work["of"]]}))
    asked = {} if location is None else {"location_id": str(location)}
    assert rates(foreman, **asked) == slow_count(works, location)


def test_it_is_one_statement_however_much_was_done(workshop, foreman, django_assert_num_queries):
    for _ in range(5):
        add_work(workshop, done=PEOPLE)
    with django_assert_num_queries(1):
        assert len(rates(foreman)) == 3


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ({"to": "2026-03-27"}, "to", "before_from"),
        ({"to": "2027-03-29"}, "to", "range_too_long"),
        ({"location_id": str(new_id())}, "location_id", "unknown"),
        ({"from": "then"}, "from", "invalid"),
    ],
)
def test_what_is_no_range_is_named(foreman, query, field, code):
    refused = foreman.get(COMEBACKS, {**EVERY_DAY, **query})
    assert refused.status_code == 400
    assert [(e["field"], e["code"]) for e in refused.json()["errors"]] == [(field, code)]


def test_a_range_of_366_days_is_none_too_long(foreman):
    assert foreman.get(COMEBACKS, {**EVERY_DAY, "to": "2027-03-28"}).json()["technicians"] == []


def test_a_technician_does_not_read_the_rates_of_others(employee, customer):
    for client in (employee, customer):
        assert client.get(COMEBACKS, EVERY_DAY).status_code == 403
