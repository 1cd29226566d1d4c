"""When an employee works."""

import uuid
from datetime import date
from typing import Any

from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.auth import Actor
from chassis.errors import refusing
from chassis.locking import locked
from employees import events
from employees.actions.locations import stretches_of
from employees.actions.one_location_at_a_time import check_week
from employees.errors import TOO_MANY_WEEKS, WORKING_HOURS_OVERLAP
from employees.local_time import earliest_today
from employees.models import (
    Employee,
    Schedule,
    WorkingHours,
    today_of,
    weeks_from,
)
from employees.permissions import employees_visible_to, seen

# A year of them.
MOST_WEEKS_TO_COME = 53
# Weekday, first and last minute, and location of each stretch, in order.
Stretches = list[tuple[int, int, int, str]]


def working_week(actor: Actor, employee_id: uuid.UUID) -> dict[str, Any]:
    """The week that counts today, and what is to come. Raises NotFound (404)."""
    return _shown(seen(actor, employee_id))


def replace_working_hours(
    actor: Actor,
    employee_id: uuid.UUID,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> dict[str, Any]:
    """Put this week in the place of the one that counts from a date on.

    Rule: an employee's working hours do not overlap. What changes nothing tells nothing.
    Rule: a week counts from its date until the next one does; without a date it counts from today on. So
    the hours of days gone by stay known, and weeks entered for later dates stay to come.
    Rule: a week may count from a day gone by, for not all is entered in time.
    Rule: today is the first date that is not over wherever they work, by the hours that stand.
    Raises NotFound (404), InvalidField (400) for a location where nobody works, Unprocessable (422) if those
    of one weekday overlap, for hours at two locations at once, or for too many weeks.
    """
    entered = zip(data["working_hours"], stretches_of(data["working_hours"]), strict=True)
    week = sorted((hours["weekday"], *stretch) for hours, stretch in entered)
    with refusing(working_hours_do_not_overlap=WORKING_HOURS_OVERLAP), transaction.atomic():
        employee = locked(employees_visible_to(actor), employee_id)
        check_precondition(_shown(employee))
        today = today_of(employee)
        valid_from = data.get("valid_from", today)
        present = _stretches_on(employee, valid_from)
        if week != present or ("valid_from" in data and _begins(employee, valid_from)):
            _enter(employee, valid_from, week, today)
            events.employee_changed(employee, {"working_hours": [present, week]})
        return _shown(employee)


def _shown(employee: Employee) -> dict[str, Any]:
    schedule = Schedule(employee, earliest_today())
    today = schedule.today()
    present = schedule.week_on(today)
    return {
        "working_hours": present.working_hours,
        "weeks": [week for week in schedule.weeks if week.valid_from >= present.valid_from],
        "exceptions": [exception for exception in schedule.exceptions if exception.date >= today],
    }


def _stretches_on(employee: Employee, day: date) -> Stretches:
    present = weeks_from(employee, day)[0]
    return sorted(
        (hours.weekday, hours.start_minute, hours.end_minute, str(hours.location_id))
        for hours in present.working_hours
    )


def _begins(employee: Employee, valid_from: date) -> bool:
    """Whether a week is to begin where none does, be it the same as the one before."""
    return not employee.working_weeks.filter(valid_from=valid_from).exists()


def _enter(employee: Employee, valid_from: date, week: Stretches, today: date) -> None:
    employee.working_weeks.get_or_create(valid_from=valid_from)
    if employee.working_weeks.filter(valid_from__gt=today).count() > MOST_WEEKS_TO_COME:
        raise TOO_MANY_WEEKS(most=MOST_WEEKS_TO_COME)
    employee.working_hours.filter(valid_from=valid_from).delete()
    WorkingHours.objects.bulk_create(
        WorkingHours(
            employee=employee,
            valid_from=valid_from,
            weekday=weekday,
            start_minute=start,
            end_minute=end,
            location_id=location_id,
        )
        for weekday, start, end, location_id in week
    )
    check_week(employee, valid_from)
