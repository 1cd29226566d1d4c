"""What employee-service tells of the technicians."""

from chassis.events import Event, handles
from resources import actions


@handles(
    "employee.changed.v1",
    newest_only=True,
    reads=[
        "employee_id",
        "first_name",
        "last_name",
        "is_active",
        "is_technician",
        "skills",
        "working_hours",
        "weeks",
        "exceptions",
        "time_off",
    ],
)
def learn_technician(event: Event) -> None:
    actions.learn_technician(event.data)
