"""The board equals the rows: one project after the other is read, and what its card says worked out anew."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis.models import new_id
from estimates.models import Estimate
from projects.models import Assignee, Project, ProjectTransition, Task, WorkPolicy
from projects.statuses import OVER, Status
from tests.answers import answered
from tests.urls import PROJECTS
from vehicles.models import Vehicle
from workshop.models import DEFAULT_LOCATION_ID, Bay, Location

pytestmark = pytest.mark.django_db
BOARD = f"{PROJECTS}board/"
ELSEWHERE = new_id()
PEOPLE = {new_id(): "Anna", new_id(): "Ben", new_id(): ""}
BAYS = {new_id(): "Bay 1", new_id(): "Pit", new_id(): ""}
HOURS = st.integers(-5, 5).filter(bool)
COLUMNS = {
    "new": {"requested", "approved"},
    "estimate": {"estimate", "authorised"},
    "in_progress": {"in_progress"},
    "on_hold": {"on_hold"},
    "quality_check": {"quality_check"},
    "ready": {"ready"},
}

TASK = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["todo", "in_progress", "done", "cancelled"]),
        "assignee_id": st.none() | st.sampled_from([*PEOPLE]),
        "estimated_minutes": st.sampled_from([10, 60, 90]),
    }
)
PROJECT = st.fixed_dictionaries(
    {
        "status": st.sampled_from([*Status]),
        "location_id": st.sampled_from([DEFAULT_LOCATION_ID, ELSEWHERE]),
        "progress_percent": st.integers(0, 100),
        "ready": st.none() | HOURS,
        "undecided_lines": st.integers(0, 2),
        "agreed_lines": st.integers(0, 1),
        "balance_amount": st.sampled_from([0, 0, 5, -5]),
        "invoiced_at": st.none() | st.just(timezone.now()),
        "stays": st.lists(
            st.tuples(st.sampled_from([*BAYS]), HOURS), max_size=3, unique_by=lambda one: one[1]
        ),
        "tasks": st.lists(TASK, max_size=3),
        "sent": st.sampled_from([None, False, True]),
        "reasons": st.lists(st.sampled_from(["", "Parts", "Key"]), max_size=2),
    }
)
POLICY = st.none() | st.fixed_dictionaries(
    {"small_work_minutes": st.sampled_from([0, 60, 120]), "paid_before_delivery": st.booleans()}
)


@pytest.fixture
def workshop(register, customer):
    """Its vehicle; the people and bays without a name have not been published yet."""
    Location.objects.create(pk=ELSEWHERE, name="North", time_zone="Europe/Dublin")
    for pk, name in PEOPLE.items():
        if name:
            Assignee.objects.create(pk=pk, name=name, is_active=True)
    for pk, name in BAYS.items():
        if name:
            Bay.objects.create(pk=pk, name=name)
    return Vehicle.objects.get(pk=register(customer)["id"])


def add(vehicle, drawn):
    hour = timedelta(hours=1)
    drawn = dict(drawn)
    tasks, sent, reasons, stays, ready = (
        drawn.pop(name) for name in ("tasks", "sent", "reasons", "stays", "ready")
    )
    now = timezone.now()
    project = Project.objects.create(
        vehicle=vehicle,
        customer_id=vehicle.owner_id,
        kind="service",
        title="Brakes",
        ready_at=None if ready is None else now + ready * hour,
        stays=[
            {"bay_id": str(bay), "start": str(now + (end - 1) * hour), "end": str(now + end * hour)}
            for bay, end in stays
        ],
        **drawn,
    )
    for position, task in enumerate(tasks, 1):
        Task.objects.create(project=project, title="Pads", position=position, **task)
    for reason in reasons:
        project.timeline.create(from_status="in_progress", to_status="on_hold", reason=reason)
    if sent is not None:
        Estimate.objects.create(project=project, currency="EUR", revision=2, sent_revision=2 if sent else 1)


def slow_board(location_id):
    """Row by row, by the words of the rules."""
    columns = {stage: [] for stage in COLUMNS}
    now = timezone.now()
    for project in sorted(
        Project.objects.all(), key=lambda one: (one.ready_at is None, one.ready_at or now, one.id)
    ):
        if project.status in OVER or location_id not in {None, project.location_id}:
            continue
        stage = next(stage for stage, statuses in COLUMNS.items() if project.status in statuses)
        tasks = list(project.tasks.exclude(status="cancelled"))
        people = {task.assignee_id for task in tasks if task.assignee_id}
        bay = None if stage == "ready" else slow_bay(project, now)
        columns[stage].append(
            {
                "id": str(project.id),
                "status": project.status,
                "time_zone": project.location.time_zone,
                "progress_percent": project.progress_percent,
                "bay": bay and {"id": bay, "name": next(name for pk, name in BAYS.items() if str(pk) == bay)},
                "technicians": sorted(
                    ({"id": str(one), "name": PEOPLE[one]} for one in people),
                    key=lambda one: (one["name"], one["id"]),
                ),
                "is_late": stage != "ready" and project.ready_at is not None and project.ready_at <= now,
                "waits_for": slow_waits_for(project, tasks),
            }
        )
    return columns


def slow_bay(project, now):
    stays = sorted(project.stays, key=lambda one: one["end"])
    to_come = [one for one in stays if one["end"] > str(now)]
    return (to_come[0] if to_come else stays[-1])["bay_id"] if stays else None


def slow_waits_for(project, tasks):
    policy = WorkPolicy.of(project.location_id)
    estimate = Estimate.objects.filter(project=project).first()
    is_open = [task for task in tasks if task.status != "done"]
    if project.status == "requested":
        return "approval"
    if project.status == "on_hold":
        return "resumption"
    if project.status == "quality_check":
        return "check"
    if project.status == "ready":
        owed = project.balance_amount or (project.agreed_lines and not project.invoiced_at)
        return "payment" if policy.paid_before_delivery and owed else "collection"
    if project.undecided_lines:
        return "decision" if estimate and estimate.sent_revision == estimate.revision else "estimate"
    if project.status == "estimate":
        return "estimate"
    if not is_open:
        return "submission" if tasks and project.status == "in_progress" else "planning"
    minutes = sum(task.estimated_minutes for task in tasks)
    if project.status == "approved" and (
        policy.small_work_minutes == 0 or minutes > policy.small_work_minutes
    ):
        return "estimate"
    if all(task.assignee_id is None for task in is_open):
        return "technician"
    return None if project.status == "in_progress" else "start"


def as_asked(card):
    """Of a card what the slow board works out."""
    named = ("id", "status", "time_zone", "progress_percent", "bay", "technicians", "is_late")
    waits_for = card["waits_for"]
    return {**{name: card[name] for name in named}, "waits_for": waits_for and waits_for["what"]}


@pytest.mark.shows("PR24")
@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=60)
@given(
    drawn=st.lists(PROJECT, max_size=6),
    policy=POLICY,
    location_id=st.none() | st.sampled_from([DEFAULT_LOCATION_ID, ELSEWHERE]),
)
def test_the_board_equals_the_rows(workshop, employee, drawn, policy, location_id):
    for rows in (Estimate, Task, ProjectTransition, Project, WorkPolicy):
        rows.objects.all().delete()
    if policy:
        WorkPolicy.objects.create(pk=DEFAULT_LOCATION_ID, **policy)
    for one in drawn:
        add(workshop, one)

    query = {} if location_id is None else {"location_id": str(location_id)}
    stages = answered(employee.get(BOARD, query))["stages"]

    found = {one["stage"]: [as_asked(card) for card in one["projects"]] for one in stages}
    assert found == slow_board(location_id)
    held = [card for one in stages for card in one["projects"] if card["status"] == "on_hold"]
    for card in held:
        line = ProjectTransition.objects.filter(project_id=card["id"]).order_by("-id").first()
        assert card["waits_for"]["title"] == ((line and line.reason) or "Going on")
