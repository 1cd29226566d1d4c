"""What a visit has of each of its services, once it has its time."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from appointments.local_time import MINUTE, instant_text


class Part(NamedTuple):
    """A service of a visit, by its code, and where, when and by whom it is done."""

    service_type: str
    start: datetime
    end: datetime
    bay_id: UUID
    employee_id: UUID

    @property
    def document(self) -> dict[str, Any]:
        """As it is kept with the visit: the texts of the API."""
        return {
            "service_type": self.service_type,
            "duration_minutes": (self.end - self.start) // MINUTE,
            "start": instant_text(self.start),
            "end": instant_text(self.end),
            "bay_id": str(self.bay_id),
            "employee_id": str(self.employee_id),
        }
