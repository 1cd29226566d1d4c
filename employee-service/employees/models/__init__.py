"""Who works here, what they are able to do, and when they work."""

from employees.models.employee import Employee, EmployeeQuerySet, Skill
from employees.models.working_hours import (
    Week,
    WorkingHours,
    WorkingWeek,
    end_minute_of_day,
    minute_of_day,
    weeks_from,
)

__all__ = [
    "Employee",
    "EmployeeQuerySet",
    "Skill",
    "Week",
    "WorkingHours",
    "WorkingWeek",
    "end_minute_of_day",
    "minute_of_day",
    "weeks_from",
]
