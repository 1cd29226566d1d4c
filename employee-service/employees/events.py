"""The news of employees. Payload: contracts/events/employee.changed.v1.json."""

from typing import Any

from django.utils import timezone

from chassis.events import emit
from chassis.events.event import Changes
from employees.local_time import earliest_today
from employees.models import Employee, ExceptionalDay, Schedule, Stretch, WorkingHours


def employee_changed(employee: Employee, changes: Changes) -> None:
    """Tell all that a calendar of technicians needs, so that its reader never has to ask.

    `working_hours` are those that count today; `weeks` and `exceptions` are all that count from today on in
    any time zone, for the reader counts dates on the clock of a location; `time_off` was approved and is not
    over.
    """
    schedule = Schedule(employee, earliest_today())
    emit(
        "employee.changed.v1",
        subject=employee.id,
        data={
            "employee_id": str(employee.id),
            "first_name": employee.first_name,
            "last_name": employee.last_name,
            "is_active": employee.is_active,
            "is_technician": employee.is_technician,
            "skills": list(employee.skills.values("code", "expires_on")),
            "working_hours": _hours(schedule.week_on(schedule.today()).working_hours),
            "weeks": [
                {"valid_from": week.valid_from, "working_hours": _hours(week.working_hours)}
                for week in schedule.weeks
            ],
            "time_off": list(
                employee.time_off.approved().not_over(timezone.now()).order_by("start").values("start", "end")
            ),
            "exceptions": [_exception(day) for day in schedule.exceptions],
        },
        changes=changes,
    )


def _exception(day: ExceptionalDay) -> dict[str, Any]:
    return {"date": day.date, "working_hours": [_stretch(hours) for hours in day.working_hours.all()]}


def _hours(working_hours: list[WorkingHours]) -> list[dict[str, Any]]:
    return [{"weekday": hours.weekday, **_stretch(hours)} for hours in working_hours]


def _stretch(hours: Stretch) -> dict[str, Any]:
    return {"start": hours.start, "end": hours.end, "location_id": str(hours.location_id)}
