"""A vehicle is in one booking at a time: it is taken as a bay is, so that the database sees to it."""

from typing import Any
from uuid import UUID

from appointments.calendar import Calendar, Slot
from appointments.local_time import Span
from appointments.models import Appointment
from appointments.permissions import appointments_visible_to
from chassis.auth import Actor
from resources.models import Policy


def vehicle_of(taker: Any, policy: Policy) -> UUID | None:
    """The vehicle that whoever takes time needs for it alone.

    Rule: an appointment's, unless the policy of the location lets those of one vehicle overlap. What is held
    or offered needs none.
    """
    if policy.allow_vehicle_overlap or not isinstance(taker, Appointment):
        return None
    return taker.vehicle_id


def is_there(vehicle_id: UUID | None, slot: Slot, known: Calendar) -> bool:
    """Whether a vehicle, if one is needed, is in no other booking for the time of a slot."""
    return vehicle_id is None or known.is_free(vehicle_id, Span(slot.start, slot.end))


def other_booking(actor: Actor, vehicle_id: UUID, during: Span) -> dict[str, Any]:
    """In which booking a vehicle is then. Rule: one that the actor may not see is not named."""
    other = (
        appointments_visible_to(actor)
        .filter(
            reservation__allocations__resource_id=vehicle_id, reservation__allocations__during__overlap=during
        )
        .order_by("start")
        .first()
    )
    names = ("id", "start", "end")
    shown = {name: getattr(other, name) if other else None for name in names}
    return {"appointment_id": shown.pop("id"), **shown}
