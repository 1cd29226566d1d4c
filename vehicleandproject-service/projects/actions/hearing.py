"""What neighbours tell, and is kept here."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from projects.models import Assignee, Project
from projects.statuses import OVER


def learn_assignee(employee_id: UUID, *, is_active: bool, told_at: datetime) -> None:
    """Keep who works here, so that the open work of those who left can be found.

    Rule: older news never replaces newer.
    """
    with transaction.atomic():
        defaults = {"is_active": is_active, "told_at": told_at}
        assignee, is_new = Assignee.objects.select_for_update().get_or_create(
            pk=employee_id, defaults=defaults
        )
        if not is_new and told_at >= assignee.told_at:
            assignee.change(defaults)


def reword_concern(appointment_id: UUID, notes: str, previous: str) -> None:
    """Take over what was noted at the appointment after its car arrived.

    Rule: it replaces what came from there before; where the staff have reworded that, it is added beneath.
    A project that is over stays as it was.
    """
    with transaction.atomic():
        project = Project.objects.select_for_update().filter(appointment_id=appointment_id).first()
        if project is None or project.status in OVER or notes == project.concern:
            return
        reworded = project.concern not in {"", previous}
        project.change({"concern": f"{project.concern}\n\n{notes}" if reworded and notes else notes})
