"""What projects, their tasks and their comments are refused with."""

from typing import TypedDict
from uuid import UUID

from chassis.errors import Conflict, Forbidden, InvalidField, Refusal


class Money(TypedDict):
    """An amount with its currency."""

    amount: str
    currency: str


class OpenTask(TypedDict):
    """A task that is not done yet."""

    id: UUID
    title: str
    status: str


PROJECT_OVER = Refusal(
    Conflict,
    "project_over",
    "A project that is {project_status} cannot be changed, nor can its tasks.",
    remedy="Open a new project: what is over stays as it is.",
    project_status=str,
)
READY_ALREADY = Refusal(
    Conflict,
    "ready_already",
    "The work is done already.",
    remedy="Say nothing more about when: `project_status` is what the project is now.",
    project_status=str,
)
NO_MORE_PLANS = Refusal(
    Conflict,
    "project_not_open",
    "Work cannot be planned on a project that is {project_status}.",
    remedy="Open a new project for it.",
    project_status=str,
)
NOT_OPEN_FOR_WORK = Refusal(
    Conflict,
    "project_not_open",
    "Work cannot be done on a project that is {project_status}.",
    remedy="Wait until the project is approved or in progress; `project_status` is what it is now.",
    project_status=str,
)
ESTIMATE_NEEDED = Refusal(
    Conflict,
    "estimate_needed",
    "Work of {planned_minutes} minutes needs an estimate that the customer agreed to; of {small_work_minutes}"
    " minutes it would not.",
    remedy="Make an estimate (POST estimate/), or plan less.",
    planned_minutes=int,
    small_work_minutes=int,
)
NOT_AUTHORISED = Refusal(
    Conflict,
    "not_authorised",
    "The customer has not agreed to this task yet.",
    remedy="Wait until the line of the estimate that it belongs to is authorised.",
)
LINES_UNDECIDED = Refusal(
    Conflict,
    "lines_undecided",
    "The customer has still to decide about {undecided_lines} lines of the estimate.",
    remedy="Send the estimate and wait for the decisions, or take the lines off it.",
    undecided_lines=int,
)
NOT_INVOICED = Refusal(
    Conflict,
    "not_invoiced",
    "What the customer agreed to is not invoiced yet.",
    remedy="Issue the invoice (POST invoices/), and have it paid.",
)
NOT_SETTLED = Refusal(
    Conflict,
    "not_settled",
    "{amount} {currency} are still to be paid, or to be paid back where that is negative.",
    remedy="Enter the payment of `balance`, pay it back, or write it off.",
    balance=Money,
)
WORKED_ON_IT = Refusal(
    Forbidden,
    "worked_on_it",
    "Whoever worked on a vehicle does not check it.",
    remedy="Have it checked by somebody who did none of its tasks.",
)
TASKS_OPEN = Refusal(
    Conflict,
    "tasks_open",
    "Finish the tasks that are open, or cancel them.",
    remedy="Finish or cancel each of `tasks`, then hand the work over again.",
    tasks=list[OpenTask],
)
NOT_ASSIGNED = Refusal(
    Forbidden,
    "not_assigned",
    "This task is not assigned to you.",
    remedy="Have the task assigned to you by somebody who may assign work.",
)
NOT_A_PLANNER = Refusal(
    Forbidden,
    "permission_denied",
    "On your own task you can only report progress; other changes need the permission assign_work.",
    remedy="Have it changed by somebody who may assign work.",
)

READY_IN_PAST = Refusal(InvalidField, "in_past", "This must be in the future.")
READY_TOO_FAR = Refusal(InvalidField, "too_far_ahead", "This must be within two years.")
REASON_REQUIRED = Refusal(InvalidField, "required", "Say why it will be ready at another time than before.")
NO_SUCH_VEHICLE = Refusal(InvalidField, "unknown", "There is no such vehicle.")
COMEBACK_BY_STAFF = Refusal(InvalidField, "not_yours", "Only staff can say that work is done again.")
NO_SUCH_WORK = Refusal(InvalidField, "unknown", "There is no such project of this vehicle.")
NOT_HANDED_OVER = Refusal(
    InvalidField, "not_handed_over", "A project that is {project_status} was not handed over yet."
)
LAST_BEFORE_FIRST = Refusal(InvalidField, "before_from", "`to` must not be before `from`.")
RANGE_TOO_LONG = Refusal(InvalidField, "range_too_long", "The range must not be longer than {days} days.")
NO_SUCH_LOCATION = Refusal(InvalidField, "unknown", "There is no such location.")
LOCATION_INACTIVE = Refusal(InvalidField, "inactive", "{name} takes on no work any more.")
NO_SUCH_EMPLOYEE = Refusal(InvalidField, "unknown", "There is no such employee.")
HAS_LEFT = Refusal(InvalidField, "inactive", "{name} does not work here any more.")
STAFF_ONLY = Refusal(InvalidField, "not_yours", "Only staff can choose internal visibility.")
