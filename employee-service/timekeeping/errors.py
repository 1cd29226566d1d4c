"""What logging time is refused with."""

import uuid

from chassis.errors import Conflict, Forbidden, Instant, InvalidField, Refusal

NO_SUCH_TASK = Refusal(InvalidField, "unknown", "There is no such task.")
NOT_ASSIGNED = Refusal(
    Forbidden,
    "not_assigned",
    "This task is not assigned to you.",
    remedy="Have the task assigned to you by somebody who may assign work.",
)
PROJECT_NOT_OPEN = Refusal(
    Conflict,
    "project_not_open",
    "Time cannot be logged on this task: its project is {project_status}.",
    remedy="Wait until the project is approved or in progress; `project_status` is what it is now.",
    project_status=str,
)
TASK_CANCELLED = Refusal(
    Conflict,
    "task_cancelled",
    "This task is cancelled.",
    remedy="Choose another task, or have this one planned again.",
)
TIMER_RUNNING = Refusal(
    Conflict,
    "timer_running",
    "Another timer is running; stop or pause it first.",
    remedy="Stop or pause the timer `time_log_id`, then start this one.",
    time_log_id=uuid.UUID,
)
TIME_OVERLAPS = Refusal(
    Conflict,
    "time_overlaps",
    "Time is logged already in this period.",
    remedy="Show the time that is logged already, and enter what is beside it.",
)
TOO_LATE_TO_CORRECT = Refusal(
    Conflict,
    "too_late_to_correct",
    "Your own time can be corrected within a day of logging it.",
    remedy="Have it corrected by somebody who may approve time; `deadline` is when your own day was over.",
    deadline=Instant,
)
NO_WORK_THERE = (NOT_ASSIGNED, TASK_CANCELLED, PROJECT_NOT_OPEN)

# Of fields
IN_FUTURE = Refusal(InvalidField, "in_future", "Time cannot be logged in the future.")
NOT_AFTER_START = Refusal(
    InvalidField, "not_after_start", "The stop must be at least one second after the start."
)
TOO_LONG = Refusal(InvalidField, "too_long", "One entry can be at most 24 hours long.")
NOTHING_TO_CORRECT = Refusal(InvalidField, "required", "Give the segments, the task or both.")
