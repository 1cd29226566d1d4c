"""Whose time an account may see and move."""

from chassis.auth import Actor, Permission
from timekeeping.models import TimeLog, TimeLogQuerySet


def time_logs_visible_to(actor: Actor) -> TimeLogQuerySet:
    """Rule: an employee sees and moves their own time; whoever may approve time everybody's."""
    logs = TimeLog.objects.all()
    return logs if actor.may(Permission.APPROVE_TIME) else logs.filter(employee_id=actor.id)
