"""When an employee works."""

import uuid
from typing import Any

from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.auth import Actor
from chassis.errors import refusing
from chassis.locking import locked
from employees import events
from employees.errors import WORKING_HOURS_OVERLAP
from employees.models import Employee, WorkingHours, end_minute_of_day, minute_of_day
from employees.permissions import employees_visible_to


def replace_working_hours(
    actor: Actor,
    employee_id: uuid.UUID,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> Employee:
    """Put this week in the place of the present one.

    Rule: an employee's working hours do not overlap. What changes nothing tells nothing.
    Raises NotFound (404), Unprocessable (422) if those of one weekday overlap.
    """
    week = sorted(
        (hours["weekday"], minute_of_day(hours["start"]), end_minute_of_day(hours["end"]))
        for hours in data["working_hours"]
    )
    with refusing(working_hours_do_not_overlap=WORKING_HOURS_OVERLAP), transaction.atomic():
        employee = locked(employees_visible_to(actor), employee_id)
        check_precondition(employee)
        present = sorted(employee.working_hours.values_list("weekday", "start_minute", "end_minute"))
        if week != present:
            employee.working_hours.all().delete()
            WorkingHours.objects.bulk_create(
                WorkingHours(employee=employee, weekday=weekday, start_minute=start, end_minute=end)
                for weekday, start, end in week
            )
            events.employee_changed(employee, {"working_hours": [present, week]})
    return employee
