"""The time behind a task's sums, as the news of time logs leave it."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F
from django.utils import timezone

from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from projects.models import ProjectTransition, Task, TaskTime

pytestmark = pytest.mark.django_db
STOPPED, CORRECTED = "time_log.stopped.v1", "time_log.corrected.v1"


def a_log(task, seconds=1800, started_at="2026-11-23T09:30:00Z", **changes) -> dict[str, Any]:
    """What is published of a time log."""
    return {
        "time_log_id": str(new_id()),
        "task_id": task["id"],
        "project_id": task["project_id"],
        "employee_id": str(new_id()),
        "started_at": started_at,
        "stopped_at": "2026-11-23T12:00:00Z",
        "duration_seconds": seconds,
        "ended_by": "",
        **changes,
    }


def corrected(log, **changes) -> dict[str, Any]:
    previous = {name: log[name] for name in ("task_id", "started_at", "duration_seconds")}
    return {**log, **changes, "previous": previous}


@pytest.fixture
def publish(deliver):
    """Deliver news of a log: `publish(log)`, `publish(corrected(log, …), version=2)`."""

    def published(log, version=1, **terms):
        name = CORRECTED if "previous" in log else STOPPED
        return deliver(name, log, subject=log["time_log_id"], version=version, **terms)

    return published


@pytest.fixture
def shown(employee):
    """The sums of a task as the staff read them."""

    def sums(task):
        row = employee.get(f"/api/v1/projects/{task['project_id']}/tasks/{task['id']}/").json()
        return row["logged_seconds"], row["irregular_seconds"]

    return sums


@pytest.fixture
def task(approved, add_task):
    return add_task(approved)


def test_each_log_has_its_row_and_the_rows_add_up(publish, task, shown):
    first, second = a_log(task, 1800), a_log(task, 60)
    assert publish(first) == publish(second) == "handled"
    assert shown(task) == (1860, 0)
    row = TaskTime.objects.get(pk=first["time_log_id"])
    assert (str(row.task_id), str(row.employee_id)) == (task["id"], first["employee_id"])
    assert (row.started_at, row.seconds) == (datetime(2026, 11, 23, 9, 30, tzinfo=UTC), 1800)


def test_what_comes_twice_counts_once(publish, task, shown):
    log, same = a_log(task), new_id()
    assert [publish(log, id=same), publish(log, id=same), publish(log)] == ["handled", "duplicate", "handled"]
    assert shown(task) == (1800, 0)


def test_a_correction_counts_in_place_of_what_was_before(publish, task, shown):
    log = a_log(task)
    publish(log)
    assert publish(corrected(log, duration_seconds=600), version=2) == "handled"
    assert shown(task) == (600, 0)
    assert TaskTime.objects.get().seconds == 600


def test_older_news_change_nothing(publish, task, shown):
    log, earlier = a_log(task), datetime.now(UTC) - timedelta(hours=1)
    publish(corrected(log, duration_seconds=600), version=2)
    assert publish(log, version=1, occurred_at=earlier) == "outdated"
    assert shown(task) == (600, 0)


def test_a_log_that_moves_leaves_one_task_and_counts_on_the_other(
    publish, task, create, stranger, add_task, shown
):
    other = add_task(create(stranger))
    log = a_log(task)
    publish(log)
    publish(a_log(task, 60))
    publish(corrected(log, task_id=other["id"], project_id=other["project_id"]), version=2)
    assert shown(task) == (60, 0)
    assert shown(other)[0] == 1800


def test_a_task_that_was_never_here_fails_so_that_the_news_are_kept(publish, task, shown):
    log = a_log(task)
    publish(log)
    for news in (a_log(task, task_id=str(new_id())), corrected(log, task_id=str(new_id()))):
        with pytest.raises(Task.DoesNotExist):
            publish(news, version=2)
    assert shown(task) == (1800, 0)


def test_what_began_while_no_work_might_be_done_is_kept_and_marked(publish, task, employee, shown):
    for verb in ("start", "hold", "resume", "cancel"):
        employee.post(f"/api/v1/projects/{task['project_id']}/{verb}/")
    requested = datetime(2026, 11, 23, 8, tzinfo=UTC)
    for hours, line in enumerate(ProjectTransition.objects.order_by("id")):
        line.created_at = requested + timedelta(hours=hours)
        line.save()

    logs = [
        a_log(task, seconds, f"2026-11-23T{hour:02}:30:00Z")
        for hour, seconds in ((7, 1), (8, 10), (9, 100), (10, 1000), (11, 20), (12, 2000), (13, 40))
    ]
    assert {publish(log) for log in logs} == {"handled"}
    assert shown(task) == (3171, 70)

    publish(corrected(logs[-1], started_at="2026-11-23T10:30:00Z"), version=2)
    assert shown(task) == (3171, 30)


@pytest.mark.parametrize(
    ("minutes", "limit", "irregular"), [((120,), 120, 0), ((60, 61), 120, 60), ((30,), 0, 60)]
)
def test_on_what_is_approved_and_not_small_time_is_marked(
    publish, approved, add_task, shown, admin, minutes, limit, irregular
):
    admin.patch("/api/v1/projects/policies/", {"small_work_minutes": limit})
    tasks = [add_task(approved, estimated_minutes=planned) for planned in minutes]
    publish(a_log(tasks[0], 60, (timezone.now() + timedelta(seconds=1)).isoformat()))
    assert shown(tasks[0]) == (60, irregular)


def test_what_is_planned_afterwards_makes_no_time_irregular(publish, approved, add_task, shown):
    task = add_task(approved, estimated_minutes=120)
    began = timezone.now().isoformat()
    add_task(approved, estimated_minutes=60)
    publish(a_log(task, 60, began))
    assert shown(task) == (60, 0)


def test_time_from_before_the_project_was_entered_is_regular(publish, task, shown):
    publish(a_log(task, 60, "2020-01-01T08:00:00Z"))
    assert shown(task) == (60, 0)


@pytest.mark.django_db(transaction=True)
def test_logs_that_come_at_once_are_all_counted(publish, task, shown):
    at_the_same_time(*[lambda: publish(a_log(task, 10))] * 8)
    assert shown(task) == (80, 0)


@pytest.mark.django_db(transaction=True)
def test_logs_that_change_places_at_once_wait_for_each_other(publish, task, approved, add_task, shown):
    other = add_task(approved)
    here, there = a_log(task, 10), a_log(other, 1)
    publish(here)
    publish(there)
    swap = (corrected(here, task_id=other["id"]), corrected(there, task_id=task["id"]))
    at_the_same_time(*[lambda log=log: publish(log, version=2) for log in swap])
    assert (shown(task), shown(other)) == ((1, 0), (10, 0))


@pytest.mark.drill
def test_any_order_of_any_news_comes_to_the_newest_of_each_log(
    publish, approved, add_task, shown, chance: Random, rounds
):
    """Drawn: logs that are corrected and moved, of which some news are lost and published again, all in any
    order, many of them twice."""
    tasks = [add_task(approved) for _ in range(3)]
    newest: dict[str, dict[str, Any]] = {}
    news = []
    for _ in range(rounds(5, 60)):
        log = a_log(chance.choice(tasks), chance.randrange(10_000))
        for version in range(1, chance.randint(2, 5)):
            if version > 1:
                moved = {"task_id": chance.choice(tasks)["id"], "duration_seconds": chance.randrange(10_000)}
                log = corrected(log, **moved)
            instant = datetime(2026, 11, 23, 12, version, tzinfo=UTC)
            news.append((log, {"version": version, "occurred_at": instant, "id": new_id()}))
        newest[log["time_log_id"]] = log
    lost = {terms["id"] for _, terms in news if chance.random() < 0.3}
    came = [one for one in news if one[1]["id"] not in lost]
    for log, terms in chance.sample(came, len(came)) + chance.sample(news, len(news)):
        publish(log, **terms)

    for task in tasks:
        mine = [log["duration_seconds"] for log in newest.values() if log["task_id"] == task["id"]]
        assert shown(task) == (sum(mine), 0)


def carry(task, seconds, irregular=0):
    """As a replica of the release before does when a log has stopped."""
    sums = {
        "logged_seconds": F("logged_seconds") + seconds,
        "irregular_seconds": F("irregular_seconds") + irregular,
    }
    Task.objects.filter(pk=task["id"]).update(**sums)


def test_what_was_added_without_a_row_stays(publish, task, shown):
    carry(task, 3600, irregular=60)
    publish(a_log(task, 10))
    carry(task, 5)
    publish(a_log(task, 1))
    assert shown(task) == (3616, 60)
    carried = TaskTime.objects.get(started_at=None)
    assert (carried.seconds, carried.irregular_seconds, carried.employee_id) == (3605, 60, None)


def test_a_correction_of_time_without_a_row_counts_it_once(publish, task, approved, add_task, shown):
    other, log = add_task(approved), a_log(task, 600)
    carry(task, 3600)
    publish(corrected(log, task_id=other["id"], duration_seconds=500), version=2)
    assert (shown(task), shown(other)) == ((3000, 0), (500, 0))
    moved = {**log, "task_id": other["id"], "duration_seconds": 500}
    publish(corrected(moved, task_id=task["id"], duration_seconds=400), version=3)
    assert (shown(task), shown(other)) == ((3400, 0), (0, 0))


@pytest.mark.django_db(transaction=True)
def test_the_migration_carries_what_stands(task):
    carry(task, 3600, irregular=60)
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    try:
        executor.migrate([("projects", "0008_an_index_for_each_filter")])
        executor.loader.build_graph()
        executor.migrate([("projects", "0009_time_by_log")])
        (carried,) = TaskTime.objects.values_list("task_id", "seconds", "irregular_seconds", "started_at")
        assert carried == (Task.objects.values_list("id", flat=True).get(), 3600, 60, None)
    finally:
        MigrationExecutor(connection).migrate(newest)
