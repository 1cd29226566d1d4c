"""The news of employees. Payload: contracts/events/employee.changed.v1.json."""

from chassis.events import emit
from chassis.events.event import Changes
from employees.models import Employee


def employee_changed(employee: Employee, changes: Changes) -> None:
    """Tell all that a calendar of technicians needs, so that its reader never has to ask."""
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
            "working_hours": [
                {"weekday": hours.weekday, "start": hours.start, "end": hours.end}
                for hours in employee.working_hours.all()
            ],
        },
        changes=changes,
    )
