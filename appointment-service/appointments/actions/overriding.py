"""Setting aside the policy for a walk-in or an emergency, with a reason that is kept."""

from datetime import datetime
from typing import Any

from appointments.attention import AttentionReason
from appointments.attention_queries import bookings_ahead, surroundings
from appointments.errors import MAY_NOT_OVERRIDE
from appointments.models import Appointment
from appointments.statuses import Visibility
from chassis.auth import Actor, Permission
from resources.models import Policy

# Of what a booking can need attention for.
OVERRIDDEN = {AttentionReason.NOT_OFFERED_THEN}


def check_may_override(actor: Actor, data: dict[str, Any]) -> None:
    """Rule: only whoever may override a policy names a reason for it. Raises Forbidden (403)."""
    if data.get("override_reason") and not actor.may(Permission.OVERRIDE_POLICY):
        raise MAY_NOT_OVERRIDE()


def for_whom(override_reason: str) -> Visibility:
    """Rule: why a policy was set aside is kept among the staff."""
    return Visibility.INTERNAL if override_reason else Visibility.CUSTOMER


def policy_for(data: dict[str, Any], policy: Policy) -> Policy:
    """The policy by which a start is judged.

    Rule: with a reason it is set aside: any minute from this one on can be a start, however soon or late, and
    a service is done outside of its own hours. The location's hours and closures, skills, working hours
    and all that is taken count as ever.
    """
    return policy.set_aside() if data.get("override_reason") else policy


def leave_as_it_is(appointment: Appointment, data: dict[str, Any], now: datetime) -> None:
    """Rule: what was overridden needs no attention for it, as if the staff had accepted it."""
    if not data.get("override_reason"):
        return
    for (booking,) in bookings_ahead(Appointment.objects.filter(pk=appointment.pk), now).values():
        objections = surroundings(appointment.location, [booking]).objections(booking)
        overridden = {reason: facts for reason, facts in objections.items() if reason in OVERRIDDEN}
        appointment.accepted = {**(appointment.accepted or {}), **overridden} or None
        appointment.save(update_fields=["accepted"])
