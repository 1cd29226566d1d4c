"""Who does it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments import events
from appointments.actions.attention import review_anew
from appointments.actions.history import after, record
from appointments.assignment import AssignmentReason
from appointments.claims import Claim
from appointments.errors import BUSY, NO_SUCH_POSITION, NO_SUCH_TECHNICIAN, NOT_AT_WORK, UNSKILLED
from appointments.local_time import Span
from appointments.models import Allocation, Appointment, Reservation, ResourceKind
from appointments.permissions import appointments_visible_to
from appointments.statuses import Visibility
from appointments.working_hours import has_skill, work_on, works
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.locking import locked
from resources.calendar_lock import hold_the_calendar_still
from resources.models import ServiceType, Technician


def assign(
    actor: Actor, appointment_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Appointment:
    """Give an appointment, or one of its services, to a technician.

    Rule: to one who has the skill, is at work and is free for all of it, buffer included.
    Rule: whose it is already stays so, and nobody is told.
    Rule: of several services the one that `position` names is given away, the first where it names none.
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
        appointment.name_services()
        services, number = appointment.services, data.get("position", 1) - 1
        if number >= len(services):
            raise NO_SUCH_POSITION(field="position", services=len(services))
        before = UUID(services[number]["employee_id"])
        if before != technician.id:
            _hand_over(appointment, number, technician)
            what = f"{services[number]['name']} " if len(services) > 1 else ""
            line = f"{what}assigned to {technician.name}"
            record(appointment, appointment.status, actor.id, line, Visibility.INTERNAL)
            events.appointment_assigned(appointment, number, before)
        store_reply(appointment)
    return appointment


def _hand_over(appointment: Appointment, number: int, technician: Technician) -> None:
    done = appointment.services[number]
    present = appointment.allocations.get(
        kind=ResourceKind.TECHNICIAN,
        resource_id=done["employee_id"],
        during__overlap=Span(datetime.fromisoformat(done["start"]), datetime.fromisoformat(done["end"])),
    )
    during = Span(present.during.lower, present.during.upper)
    _check_able(appointment, done["service_type"], technician, during)
    Reservation.objects.delete_expired(timezone.now())
    claims = [Claim(ResourceKind.TECHNICIAN, technician.id, during)]
    if not Allocation.objects.claim(appointment.reservation, claims):
        raise BUSY(name=technician.name)
    present.delete()
    appointment.hand_over(number, technician.id)
    if number == 0:
        appointment.note_assignment(AssignmentReason.REASSIGNED)
    columns = ["employee_id", "assignment_reason", "other_employee_ids", "services", "updated_at"]
    appointment.save(update_fields=columns)
    review_anew(appointment)


def _check_able(appointment: Appointment, code: str, technician: Technician, during: Span) -> None:
    location = appointment.location
    day = location.date_of(during.start)
    skill = ServiceType.objects.get(location=location, code=code).required_skill
    if not has_skill(technician, skill, day):
        raise UNSKILLED(name=technician.name, day=day, required_skill=skill)
    if not works(technician, work_on(technician, day, location), during, location):
        raise NOT_AT_WORK(name=technician.name)
