"""Taking turns."""

from uuid import UUID

from django.db import connection

from appointments.models import Appointment
from appointments.permissions import appointments_visible_to
from chassis.auth import Actor
from chassis.errors import Missing


def locked(actor: Actor, appointment_id: UUID) -> Appointment:
    """An appointment that the actor may see, until the transaction ends. Raises Missing (404)."""
    appointment = appointments_visible_to(actor).locked(appointment_id)
    if appointment is None:
        raise Missing
    return appointment


def take_turns(over: str) -> None:
    """Wait until no other transaction is at what `over` names, where there is no row to lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [over])
