"""What vehicleandproject-service refuses with, of the vehicle's project, and is passed on."""

from typing import TypedDict
from uuid import UUID

from chassis.errors import Conflict, Refusal


class OpenTask(TypedDict):
    """A task that is not done yet."""

    id: UUID
    title: str
    status: str


ESTIMATE_NEEDED = Refusal(
    Conflict,
    "estimate_needed",
    "Work of {planned_minutes} minutes needs an estimate that the customer agreed to; of {small_work_minutes}"
    " minutes it would not.",
    remedy="Make an estimate of the vehicle's project, or plan less.",
    planned_minutes=int,
    small_work_minutes=int,
)
LINES_UNDECIDED = Refusal(
    Conflict,
    "lines_undecided",
    "The customer has still to decide about {undecided_lines} lines of the estimate.",
    remedy="Send the estimate and wait for the decisions, or take the lines off it.",
    undecided_lines=int,
)
TASKS_OPEN = Refusal(
    Conflict,
    "tasks_open",
    "Finish the tasks that are open, or cancel them.",
    remedy="Finish or cancel each of `tasks`, then hand the work over again.",
    tasks=list[OpenTask],
)
