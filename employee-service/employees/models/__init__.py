"""Who works here, what they are able to do, and when they work."""

from employees.models.employee import Employee, EmployeeQuerySet, Skill
from employees.models.time_off import TimeOff, TimeOffQuerySet
from employees.models.working_hours import (
    ExceptionalDay,
    ExceptionalHours,
    Stretch,
    Week,
    WorkingHours,
    WorkingWeek,
    end_minute_of_day,
    exceptions_from,
    hours_on,
    minute_of_day,
    weeks_from,
)

__all__ = [
    "Employee",
    "EmployeeQuerySet",
    "ExceptionalDay",
    "ExceptionalHours",
    "Skill",
    "Stretch",
    "TimeOff",
    "TimeOffQuerySet",
    "Week",
    "WorkingHours",
    "WorkingWeek",
    "end_minute_of_day",
    "exceptions_from",
    "hours_on",
    "minute_of_day",
    "weeks_from",
]
