"""What employee-service answers."""

from typing import Any


def works_here(employee_id: str, **changes: Any) -> dict[str, Any]:
    """What employee-service says of somebody."""
    return {"id": employee_id, "first_name": "Tariq", "last_name": "Haddad", "is_active": True, **changes}
