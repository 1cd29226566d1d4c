"""Who does it."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments import events
from appointments.actions.attention import SETTLED, settle
from appointments.actions.history import after, record
from appointments.attention import OF_THE_TECHNICIAN
from appointments.calendar import has_skill, work_on, works
from appointments.errors import BUSY, NO_SUCH_TECHNICIAN, NOT_AT_WORK, UNSKILLED
from appointments.local_time import Span
from appointments.models import Allocation, Appointment, Reservation, ResourceKind
from appointments.permissions import appointments_visible_to
from appointments.statuses import Visibility
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.locking import locked
from resources.calendar_lock import hold_the_calendar_still
from resources.models import Technician


def assign(
    actor: Actor, appointment_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Appointment:
    """Give an appointment to a technician.

    Rule: to one who has the skill, is at work and is free for all of it, buffer included.
    Rule: whose it is already stays so, and nobody is told.
    Raises NotFound (404), InvalidField (400), Conflict (409) illegal_transition, unskilled, not_at_work
    or busy.
    """
    with transaction.atomic():
        hold_the_calendar_still()
        technician = Technician.objects.assignable().filter(pk=data["employee_id"]).first()
        if technician is None:
            raise NO_SUCH_TECHNICIAN(field="employee_id")
        appointment = locked(appointments_visible_to(actor), appointment_id)
        after(actor, appointment, "assign")
        before = appointment.employee_id
        if before != technician.id:
            _hand_over(appointment, technician)
            line = f"assigned to {technician.name}"
            record(appointment, appointment.status, actor.id, line, Visibility.INTERNAL)
            events.appointment_assigned(appointment, before)
        store_reply(appointment)
    return appointment


def _hand_over(appointment: Appointment, technician: Technician) -> None:
    present = appointment.allocations.get(kind=ResourceKind.TECHNICIAN)
    during = Span(present.during.lower, present.during.upper)
    _check_able(appointment, technician, during)
    Reservation.objects.delete_expired(timezone.now())
    if not Allocation.objects.claim(
        appointment.reservation, [(ResourceKind.TECHNICIAN, technician.id)], during
    ):
        raise BUSY(name=technician.name)
    present.delete()
    appointment.employee_id = technician.id
    appointment.place()
    settle(appointment, OF_THE_TECHNICIAN)
    appointment.save(update_fields=["employee_id", "services", *SETTLED, "updated_at"])


def _check_able(appointment: Appointment, technician: Technician, during: Span) -> None:
    location = appointment.location
    day = location.date_of(during.start)
    skill = appointment.service_type.required_skill
    if not has_skill(technician, skill, day):
        raise UNSKILLED(name=technician.name, day=day, required_skill=skill)
    if not works(technician, work_on(technician, day, location), during, location):
        raise NOT_AT_WORK(name=technician.name)
