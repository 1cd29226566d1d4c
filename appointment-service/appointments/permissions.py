"""What an account may see and change."""

from datetime import datetime
from uuid import UUID

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When

from appointments.models import (
    Appointment,
    AppointmentQuerySet,
    AppointmentTransition,
    Hold,
    HoldQuerySet,
    ServiceType,
)
from appointments.statuses import Visibility
from chassis.auth import Actor
from chassis.errors import NotFound


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


def holds_of(actor: Actor, now: datetime) -> HoldQuerySet:
    """Rule: a hold is its holder's alone; one that has expired is none."""
    return Hold.objects.unexpired(now).filter(holder_id=actor.id)


def service_types_on_sale_for(actor: Actor) -> QuerySet[ServiceType]:
    """Rule: customers see what is sold; staff see what no longer is, too."""
    service_types = ServiceType.objects.all()
    return service_types if actor.is_staff else service_types.filter(is_active=True)


def service_types_visible_to(actor: Actor) -> QuerySet[ServiceType]:
    """Rule: what a customer has booked they can read, also when it is sold no longer."""
    service_types = ServiceType.objects.all()
    if actor.is_staff:
        return service_types
    booked = Appointment.objects.filter(service_type=OuterRef("pk"), customer_id=actor.id)
    return service_types.filter(Q(is_active=True) | Exists(booked))
