"""What logging time is refused with."""

import uuid

from chassis.errors import Conflict, Forbidden, InvalidField, Refusal

NO_SUCH_TASK = Refusal(InvalidField, "unknown", "There is no such task.")
NOT_ASSIGNED = Refusal(Forbidden, "not_assigned", "This task is not assigned to you.")
PROJECT_NOT_OPEN = Refusal(
    Conflict,
    "project_not_open",
    "No work is done on this task now: its project is {project_status}.",
    project_status=str,
)
TASK_CANCELLED = Refusal(Conflict, "task_cancelled", "This task is cancelled.")
TIMER_RUNNING = Refusal(
    Conflict, "timer_running", "Stop or pause the timer that is running first.", time_log_id=uuid.UUID
)
TIME_OVERLAPS = Refusal(Conflict, "time_overlaps", "There is other time logged for you in this stretch.")

# Of fields
IN_FUTURE = Refusal(InvalidField, "in_future", "Time is logged after it was worked.")
NOT_AFTER_START = Refusal(
    InvalidField, "not_after_start", "The stop must be a second later than the start, or more."
)
TOO_LONG = Refusal(InvalidField, "too_long", "One entry holds at most 24 hours.")
