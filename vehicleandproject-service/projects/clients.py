"""What projects ask of their upstreams."""

from uuid import UUID

import msgspec

from chassis.http import ServiceClient
from projects.errors import HAS_LEFT, NO_SUCH_EMPLOYEE

employees = ServiceClient("EMPLOYEE_SERVICE_URL")


class Employee(msgspec.Struct):
    """What is read of an employee."""

    first_name: str
    last_name: str
    is_active: bool


def name_of_who_works_here(employee_id: UUID) -> str:
    """Raises InvalidField (400) for somebody who does not, UpstreamUnavailable (503) when nobody can say."""
    found: Employee = employees.find(
        f"/internal/employees/{employee_id}/",
        actor=None,
        field="assignee_id",
        unknown=NO_SUCH_EMPLOYEE,
        reads=Employee,
    )
    name = f"{found.first_name} {found.last_name}".strip()
    if not found.is_active:
        raise HAS_LEFT(field="assignee_id", name=name or "This person")
    return name
