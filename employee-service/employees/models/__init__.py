"""Who works here, what they are able to do, and when they work."""

from employees.models.employee import Employee, EmployeeQuerySet, Skill
from employees.models.location import DEFAULT_LOCATION_ID, Location
from employees.models.schedule import (
    Schedule,
    Week,
    exceptions_from,
    hours_on,
    today_of,
    weeks_from,
)
from employees.models.time_off import TimeOff, TimeOffQuerySet
from employees.models.working_hours import (
    ExceptionalDay,
    ExceptionalHours,
    Stretch,
    WorkingHours,
    WorkingWeek,
    end_minute_of_day,
    minute_of_day,
)

__all__ = [
    "DEFAULT_LOCATION_ID",
    "Employee",
    "EmployeeQuerySet",
    "ExceptionalDay",
    "ExceptionalHours",
    "Location",
    "Schedule",
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
    "today_of",
    "weeks_from",
]
