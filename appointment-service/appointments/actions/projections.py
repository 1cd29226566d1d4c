"""What this service makes of its upstreams' news. Those of projects: at_work.py."""

from datetime import time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments.actions.taking import change_the_calendar
from appointments.models import Appointment, Technician


def learn_technician(data: dict[str, Any]) -> None:
    """Keep what employee-service tells of an employee.

    Raises ValueError or KeyError for hours that are none, before they could break every slot of the workshop.
    """
    employee_id = UUID(data["employee_id"])
    known = {
        "name": f"{data['first_name']} {data['last_name']}".strip(),
        "is_active": data["is_active"],
        "skills": [{"code": skill["code"], "expires_on": skill["expires_on"]} for skill in data["skills"]],
        "working_hours": [_hours(stretch) for stretch in data["working_hours"]],
    }
    with transaction.atomic():
        change_the_calendar()
        Technician.objects.update_or_create(pk=employee_id, defaults=known)


def link_project(appointment_id: UUID, project_id: UUID) -> None:
    """Rule: an appointment's project is the first that was made for it."""
    Appointment.objects.filter(pk=appointment_id, project_id__isnull=True).update(
        project_id=project_id, updated_at=timezone.now()
    )


def _hours(stretch: dict[str, Any]) -> dict[str, Any]:
    return {
        "weekday": int(stretch["weekday"]),
        "start": time.fromisoformat(stretch["start"]).isoformat("minutes"),
        "end": time.fromisoformat(stretch["end"]).isoformat("minutes"),
    }
