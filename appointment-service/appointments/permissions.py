"""What an account may see and change."""

from datetime import datetime
from uuid import UUID

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from appointments.models import Appointment, AppointmentQuerySet, AppointmentTransition, Hold, HoldQuerySet
from appointments.statuses import AWAITED, HERE, Visibility
from chassis.auth import Actor
from chassis.errors import NotFound

MOST_NAMED = 100


def appointments_visible_to(actor: Actor) -> AppointmentQuerySet:
    """Rule: a customer sees their own appointments; the workshop's staff see all."""
    appointments = Appointment.objects.all()
    return appointments if actor.is_staff else appointments.filter(customer_id=actor.id)


def history_visible_to(actor: Actor, appointment_id: UUID) -> QuerySet[AppointmentTransition]:
    """Rule: a customer sees every step, and of the reasons those that are for them. Raises NotFound (404)."""
    if not appointments_visible_to(actor).filter(pk=appointment_id).exists():
        raise NotFound
    lines = AppointmentTransition.objects.filter(appointment_id=appointment_id)
    if actor.is_staff:
        return lines.annotate(shown_reason=F("reason"))
    theirs = When(reason_visibility=Visibility.CUSTOMER, then="reason")
    return lines.annotate(shown_reason=Case(theirs, default=Value(""), output_field=CharField()))


def open_appointments_of(vehicle_id: UUID, now: datetime) -> list[UUID]:
    """Rule: a vehicle is expected until its appointment's end, and here until that is over."""
    of_vehicle = Appointment.objects.filter(vehicle_id=vehicle_id)
    expected = Q(status__in=AWAITED, end__gt=now)
    here = Q(status__in=HERE)
    return list(of_vehicle.filter(expected | here).order_by("-id").values_list("id", flat=True)[:MOST_NAMED])


def holds_of(actor: Actor, now: datetime) -> HoldQuerySet:
    """Rule: a hold is its holder's alone; one that has expired is none."""
    return Hold.objects.unexpired(now).filter(holder_id=actor.id)
