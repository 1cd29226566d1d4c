"""When an employee works on one date, where that is not as in their week."""

import uuid
from datetime import date
from typing import Any

from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.auth import Actor
from chassis.errors import NotFound, refusing
from chassis.locking import locked
from employees import events
from employees.actions.locations import stretches_of
from employees.actions.one_location_at_a_time import check_date
from employees.errors import TOO_MANY_EXCEPTIONS, WORKING_HOURS_OVERLAP
from employees.models import (
    Employee,
    ExceptionalHours,
    Stretch,
    hours_on,
    today_of,
)
from employees.permissions import employees_visible_to, seen

# Of those to come: every day of a year.
MOST_EXCEPTIONS = 366
# First and last minute, and location of each stretch, in order.
Stretches = list[tuple[int, int, str]]


def working_day(actor: Actor, employee_id: uuid.UUID, day: date) -> dict[str, Any]:
    """The hours of one date: those of an exception, or else of the week. Raises NotFound (404)."""
    return _shown(seen(actor, employee_id), day)


def replace_working_day(
    actor: Actor,
    employee_id: uuid.UUID,
    day: date,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> dict[str, Any]:
    """Let an employee work by these hours on a date.

    Rule: they count on that date instead of the week's, whatever week is entered later; none of them: the
    employee is not at work. What changes nothing tells nothing.
    Raises NotFound (404), InvalidField (400) for a location where nobody works, Unprocessable (422) if they
    overlap, for hours at two locations at once, or for too many dates.
    """
    wanted = sorted(stretches_of(data["working_hours"]))
    with refusing(exceptional_hours_do_not_overlap=WORKING_HOURS_OVERLAP), transaction.atomic():
        employee = locked(employees_visible_to(actor), employee_id)
        check_precondition(_shown(employee, day))
        present, is_exception = hours_on(employee, day)
        if not is_exception or wanted != _stretches(present):
            _enter(employee, day, wanted)
            events.employee_changed(employee, {f"working_hours.{day}": [_stretches(present), wanted]})
        return _shown(employee, day)


def remove_working_day(
    actor: Actor,
    employee_id: uuid.UUID,
    day: date,
    *,
    check_precondition: Precondition = no_precondition,
) -> None:
    """Let the week's hours count on a date again.

    Raises NotFound (404), also where they do already, Unprocessable (422) for hours at two locations at once.
    """
    with transaction.atomic():
        employee = locked(employees_visible_to(actor), employee_id)
        before, is_exception = hours_on(employee, day)
        if not is_exception:
            raise NotFound
        check_precondition(_shown(employee, day))
        employee.exceptional_days.filter(date=day).delete()
        check_date(employee, day)
        after, _ = hours_on(employee, day)
        events.employee_changed(employee, {f"working_hours.{day}": [_stretches(before), _stretches(after)]})


def _shown(employee: Employee, day: date) -> dict[str, Any]:
    hours, is_exception = hours_on(employee, day)
    return {"date": day, "working_hours": hours, "is_exception": is_exception}


def _stretches(hours: list[Stretch]) -> Stretches:
    return [(stretch.start_minute, stretch.end_minute, str(stretch.location_id)) for stretch in hours]


def _enter(employee: Employee, day: date, wanted: Stretches) -> None:
    exception, _ = employee.exceptional_days.get_or_create(date=day)
    if employee.exceptional_days.filter(date__gte=today_of(employee)).count() > MOST_EXCEPTIONS:
        raise TOO_MANY_EXCEPTIONS(most=MOST_EXCEPTIONS)
    exception.working_hours.all().delete()
    ExceptionalHours.objects.bulk_create(
        ExceptionalHours(day=exception, start_minute=start, end_minute=end, location_id=location_id)
        for start, end, location_id in wanted
    )
    check_date(employee, day)
