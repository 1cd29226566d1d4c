"""What can happen to logged time.

Every change locks the employee's row first, so that one employee's time moves one step at a time.
"""

from timekeeping.actions.correcting import correct_time
from timekeeping.actions.entering import enter_time
from timekeeping.actions.timers import (
    end_timers,
    pause_timer,
    resume_timer,
    start_timer,
    stop_timer,
    works_here,
)

__all__ = [
    "correct_time",
    "end_timers",
    "enter_time",
    "pause_timer",
    "resume_timer",
    "start_timer",
    "stop_timer",
    "works_here",
]
