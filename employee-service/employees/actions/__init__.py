"""What can happen to an employee, one file per subject."""

from employees.actions.employees import (
    change_employee,
    change_own_record,
    follow_account,
    is_staff,
    own_record,
)
from employees.actions.exceptional_days import remove_working_day, replace_working_day, working_day
from employees.actions.locations import follow_location
from employees.actions.skills import replace_skills
from employees.actions.time_off import (
    approve_time_off,
    cancel_time_off,
    reject_time_off,
    request_time_off,
)
from employees.actions.working_hours import replace_working_hours, working_week

__all__ = [
    "approve_time_off",
    "cancel_time_off",
    "change_employee",
    "change_own_record",
    "follow_account",
    "follow_location",
    "is_staff",
    "own_record",
    "reject_time_off",
    "remove_working_day",
    "replace_skills",
    "replace_working_day",
    "replace_working_hours",
    "request_time_off",
    "working_day",
    "working_week",
]
