"""What a hold of a slot is refused with; most of it appointment-service refuses, and is passed on."""

from datetime import date
from typing import Literal, TypedDict
from uuid import UUID

from chassis.errors import Conflict, Forbidden, Instant, InvalidField, Refusal


class Offer(TypedDict):
    """A start that can be booked instead."""

    start: Instant
    end: Instant
    service_type: str
    capacity_left: int


NOTHING_FREE = Refusal(
    Conflict,
    "nothing_free",
    "From {first} to {last} nothing is free for {service_type}.",
    remedy="Ask again with a later `not_before`, or for another location.",
    first=date,
    last=date,
    service_type=str,
)
SERVICE_NOT_OFFERED = Refusal(
    Conflict,
    "service_not_offered",
    "{service_type} is not offered at {location}.",
    remedy="Name another location, or a service that is offered.",
    service_type=str,
    location=str,
)
NO_SERVICE = Refusal(
    Conflict,
    "no_service",
    "A document has no service to book.",
    remedy="Book the service that renews it by a slot of your choice.",
)
SLOT_TAKEN = Refusal(
    Conflict,
    "slot_taken",
    "That time has just been taken.",
    remedy="Offer `alternatives`, the next three starts that can be booked, or ask for the slots again.",
    alternatives=list[Offer],
)
NOT_A_SLOT = Refusal(
    Conflict,
    "not_a_slot",
    "There is no such slot. {why}",
    remedy="`reason` says why; offer `alternatives`, the next three starts that can be booked.",
    reason=Literal[
        "closed",
        "between_slots",
        "beyond_horizon",
        "too_soon",
        "no_bay",
        "no_skilled_technician",
        "no_equipment",
        "not_offered_then",
        "nothing_to_lend",
        "lent_too_long",
    ],
    alternatives=list[Offer],
)
OWN_HOLD = Refusal(
    Conflict,
    "own_hold",
    "You already hold this time: book it with its hold_id, or release the hold.",
    remedy="Book with the `hold_id`, or release it first.",
    hold_id=UUID,
    alternatives=list[Offer],
)
TOO_MANY_OPEN = Refusal(
    Conflict,
    "too_many_open",
    "You can have at most {limit} open appointments; cancel one first.",
    remedy="Show the open appointments; one of them has to be cancelled or over first.",
    limit=int,
)
TOO_MANY_THAT_DAY = Refusal(
    Conflict,
    "too_many_that_day",
    "You can have at most {limit} appointments on {day}.",
    remedy="Offer another day, or let the person cancel one of that `day` first.",
    limit=int,
    day=date,
)
TOO_MANY_HOLDS = Refusal(
    Conflict,
    "too_many_holds",
    "You can hold at most {limit} slots at a time; use or release one first.",
    remedy="Book or release one of your holds.",
    limit=int,
)
EMAIL_UNVERIFIED = Refusal(
    Forbidden,
    "email_unverified",
    "Verify your email address, then book.",
    remedy="Send the person to the mail that was sent to them, and book when they are back.",
)
REFUSED_HOLDS = (
    NOTHING_FREE,
    SERVICE_NOT_OFFERED,
    SLOT_TAKEN,
    NOT_A_SLOT,
    OWN_HOLD,
    TOO_MANY_OPEN,
    TOO_MANY_THAT_DAY,
    TOO_MANY_HOLDS,
    EMAIL_UNVERIFIED,
)

# Of fields
START_OR_DATE = Refusal(InvalidField, "start_or_date", "Give either a start, or the date from which to look.")
