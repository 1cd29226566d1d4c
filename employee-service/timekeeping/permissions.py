"""Whose time an account may see and move."""

from uuid import UUID

from django.db.models import QuerySet

from chassis.auth import Actor, Permission
from chassis.errors import NotFound
from timekeeping.models import Correction, TimeLog, TimeLogQuerySet


def time_logs_visible_to(actor: Actor) -> TimeLogQuerySet:
    """Rule: an employee sees and moves their own time; whoever may approve time everybody's."""
    logs = TimeLog.objects.all()
    return logs if actor.may(Permission.APPROVE_TIME) else logs.filter(employee_id=actor.id)


def corrections_visible_to(actor: Actor, time_log_id: UUID) -> QuerySet[Correction]:
    """Rule: whoever sees logged time sees what it was before. Raises NotFound (404)."""
    if not time_logs_visible_to(actor).filter(pk=time_log_id).exists():
        raise NotFound
    return Correction.objects.filter(time_log_id=time_log_id)
