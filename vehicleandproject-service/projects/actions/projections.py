"""What upstreams tell, and is kept here."""

from typing import Any
from uuid import UUID

from django.db import transaction

from chassis.locking import locked
from projects.models import Assignee, Project
from projects.statuses import OVER


def learn_assignee(employee_id: UUID, name: str, *, is_active: bool) -> None:
    """Keep who works here, so that the open work of those who left can be found, and what they are called."""
    Assignee.objects.update_or_create(pk=employee_id, defaults={"name": name, "is_active": is_active})


def learn_name(employee_id: UUID, name: str) -> None:
    """Keep what somebody is called who works here, until employee-service publishes them.

    Rule: a name that was published stays.
    """
    unknown = Assignee.objects.filter(pk=employee_id, name="")
    if not unknown.update(name=name):
        Assignee.objects.get_or_create(pk=employee_id, defaults={"name": name, "is_active": True})


def follow_stays(appointment_id: UUID, stays: list[dict[str, Any]]) -> None:
    """Keep when a vehicle that is here stands in which bay, as its visit is planned now."""
    Project.objects.filter(appointment_id=appointment_id).update(stays=stays)


def reword_concern(appointment_id: UUID, previous: str, notes: str) -> None:
    """Take over what was noted at the appointment after its car arrived.

    Rule: it replaces what came from there before; where the staff have reworded that, it is added beneath.
    A project that is over stays as it was.
    """
    with transaction.atomic():
        found = Project.objects.filter(appointment_id=appointment_id).first()
        if found is None:
            return
        project = locked(Project.objects.all(), found.id)
        if project.status in OVER or notes == project.concern:
            return
        reworded = project.concern not in {"", previous}
        project.update({"concern": f"{project.concern}\n\n{notes}" if reworded and notes else notes})
