"""What ends timers that nobody stops. Each handler reads the fields named here and no other."""

from chassis.events import Event, handles
from timekeeping import actions
from timekeeping.statuses import EndedBy


@handles("project.status_changed.v1", since="now", reads=["project_id", "open_for_work"])
def end_timers_of_a_project(event: Event) -> None:
    if not event.data["open_for_work"]:
        actions.end_timers(EndedBy.PROJECT_NOT_OPEN, event.occurred_at, project_id=event.data["project_id"])


@handles("task.cancelled.v1", since="now", reads=["task_id"])
def end_timers_on_a_task(event: Event) -> None:
    actions.end_timers(EndedBy.TASK_CANCELLED, event.occurred_at, task_id=event.data["task_id"])


@handles("task.unassigned.v1", since="now", reads=["task_id", "assignee_id"])
def end_timer_of_who_had_the_task(event: Event) -> None:
    actions.end_timers(
        EndedBy.TASK_UNASSIGNED,
        event.occurred_at,
        task_id=event.data["task_id"],
        employee_id=event.data["assignee_id"],
    )


@handles("account.changed.v1", since="now", reads=["account_id", "role", "is_active"])
def end_timer_of_who_left(event: Event) -> None:
    if not actions.works_here(event.data):
        actions.end_timers(EndedBy.EMPLOYEE_INACTIVE, event.occurred_at, employee_id=event.data["account_id"])
