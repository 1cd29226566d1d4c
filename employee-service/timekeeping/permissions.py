"""Whose time an account may see and move."""

from chassis.auth import Actor
from timekeeping.models import TimeLog, TimeLogQuerySet


def time_logs_visible_to(actor: Actor) -> TimeLogQuerySet:
    """Rule: an employee sees and moves their own time; an admin everybody's."""
    logs = TimeLog.objects.all()
    return logs if actor.is_admin else logs.filter(employee_id=actor.id)
