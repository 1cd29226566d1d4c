"""What projects ask of their neighbours."""

from uuid import UUID

from chassis.errors import UpstreamUnavailable
from chassis.http import NeighbourMissing, NeighbourRefused, ServiceClient
from projects.errors import HAS_LEFT, NO_SUCH_EMPLOYEE

employees = ServiceClient("EMPLOYEE_SERVICE_URL")


def check_works_here(employee_id: UUID) -> None:
    """Raises InvalidField (400) for somebody who does not, UpstreamUnavailable (503) when nobody can say."""
    try:
        found = employees.get(f"/internal/employees/{employee_id}/", actor=None)
    except NeighbourMissing:
        raise NO_SUCH_EMPLOYEE(field="assignee_id") from None
    except NeighbourRefused as error:
        raise UpstreamUnavailable(employees.service) from error
    if not found["is_active"]:
        name = f"{found['first_name']} {found['last_name']}".strip()
        raise HAS_LEFT(field="assignee_id", name=name or "This person")
