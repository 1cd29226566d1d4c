"""Who does it."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments.actions.history import after, record
from appointments.calendars import workshop_zone
from appointments.local_time import Span
from appointments.models import Allocation, Appointment, Hold, ResourceKind, Technician
from appointments.permissions import appointments_visible_to
from appointments.slots import has_skill, work_on
from chassis.auth import Actor
from chassis.errors import InvalidField, Refused
from chassis.idempotency import Remember, nothing
from chassis.locking import locked


def assign(
    actor: Actor, appointment_id: UUID, given: dict[str, Any], *, remember: Remember = nothing
) -> Appointment:
    """Give an appointment to a technician.

    Rule: one who has the skill, is at work and is free for all of it, buffer included.
    Raises Missing (404), InvalidField (400), Refused (409) illegal_transition, unskilled, not_at_work
    or busy.
    """
    technician = Technician.objects.filter(pk=given["employee_id"], is_active=True).first()
    if technician is None:
        raise InvalidField("employee_id", "unknown", "The workshop has no such technician.")
    with transaction.atomic():
        appointment = locked(appointments_visible_to(actor), appointment_id)
        after(actor, appointment, "assign")
        if appointment.employee_id != technician.id:
            _hand_over(appointment, technician)
            record(appointment, appointment.status, actor, f"assigned to {technician.name}")
        remember(appointment)
    return appointment


def _hand_over(appointment: Appointment, technician: Technician) -> None:
    present = appointment.allocations.get(kind=ResourceKind.TECHNICIAN)
    during = Span(present.during.lower, present.during.upper)
    _check_able(appointment, technician, during)
    Hold.objects.delete_expired(timezone.now())
    if not Allocation.objects.claim(appointment, [(ResourceKind.TECHNICIAN, technician.id)], during):
        raise Refused("busy", f"{technician.name} has other work at that time.")
    present.delete()
    appointment.employee_id = technician.id
    appointment.save(update_fields=["employee_id", "updated_at"])


def _check_able(appointment: Appointment, technician: Technician, during: Span) -> None:
    zone = workshop_zone()
    day = during.start.astimezone(zone).date()
    skill = appointment.service_type.required_skill
    if not has_skill(technician, skill, day):
        raise Refused(
            "unskilled", f"{technician.name} has no valid skill {skill} on {day}.", required_skill=skill
        )
    if not any(hours.contains(during) for hours in work_on(technician, day, zone)):
        raise Refused("not_at_work", f"{technician.name} is not at work for all of that time.")
