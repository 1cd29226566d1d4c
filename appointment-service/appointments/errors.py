"""What appointments and closures are refused with."""

from datetime import date
from typing import Literal, TypedDict
from uuid import UUID

from chassis.errors import Conflict, Forbidden, Instant, InvalidField, Refusal, Unavailable


class Offer(TypedDict):
    """A start that can be booked instead."""

    start: Instant
    end: Instant
    service_type: str
    capacity_left: int


class Obstacle(TypedDict):
    """What takes a resource at a time: a booking or a block with its id, or a hold or an offer."""

    state: Literal["held", "booked", "offered", "blocked"]
    id: UUID | None
    resource: Literal["vehicle", "bay", "equipment", "technician", "lendable"]
    resource_id: UUID
    start: Instant
    end: Instant
    expires_at: Instant | None


EMAIL_UNVERIFIED = Refusal(
    Forbidden,
    "email_unverified",
    "Verify your email address, then book.",
    remedy="Send the person to the mail they got, or have another sent (`auth/email/verify/resend/`); then "
    "refresh.",
)
MAY_NOT_OVERRIDE = Refusal(
    Forbidden,
    "permission_denied",
    "To set the policy aside needs the permission override_policy.",
    remedy="Leave out override_reason and take a slot, or leave it to somebody who may.",
)
NO_SUCH_VEHICLE = Refusal(InvalidField, "unknown", "You have no such vehicle.")
NOT_OFFERED = Refusal(InvalidField, "unknown", "There is no such service.")
SERVICE_OR_SERVICES = Refusal(
    InvalidField, "service_or_services", "Give one `service_type`, or `services`, and not both."
)
BAY_KINDS_DIFFER = Refusal(
    InvalidField, "bay_kinds_differ", "These services need different kinds of bays: not at once."
)
NO_SUCH_POSITION = Refusal(InvalidField, "unknown", "The appointment has {services} services.")
NO_SUCH_TECHNICIAN = Refusal(InvalidField, "unknown", "The workshop has no such technician.")
REASON_REQUIRED = Refusal(InvalidField, "required", "Give a reason; the customer will see it.")
STAFF_ONLY = Refusal(InvalidField, "staff_only", "Only the workshop's staff can ask for this.")
ONE_REASON = Refusal(InvalidField, "one_reason", "Give either a reason or an override_reason.")
NO_SUCH_BAY = Refusal(InvalidField, "unknown", "There is no such bay.")
NO_SUCH_EQUIPMENT = Refusal(InvalidField, "unknown", "There is no such equipment.")
BAY_OR_EQUIPMENT = Refusal(InvalidField, "bay_or_equipment", "Give either a bay or a unit of equipment.")
OVER_ALREADY = Refusal(InvalidField, "over_already", "The end must be in the future.")
NO_SUCH_CLOSURE = Refusal(InvalidField, "unknown", "There is no such closure.")
LEND_WHAT = Refusal(InvalidField, "lend_what", "Say what is to be lent until then: `lend`.")
BEFORE_FROM = Refusal(InvalidField, "before_from", "`to` must be later than `from`.")
LAST_BEFORE_FIRST = Refusal(InvalidField, "before_from", "`to` must not be before `from`.")
BEFORE_START = Refusal(InvalidField, "before_start", "The end must be later than the start.")
DATES_OR_ALL = Refusal(InvalidField, "dates_or_all", "Give dates, or say that all are meant.")
NOT_A_HOLIDAY = Refusal(InvalidField, "not_a_holiday", "{day} is no public holiday to come at this location.")
RANGE_TOO_LONG = Refusal(InvalidField, "range_too_long", "The range must not be longer than {days} days.")

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
VEHICLE_TAKEN = Refusal(
    Conflict,
    "vehicle_taken",
    "The vehicle is in another appointment at that time.",
    remedy="Offer `alternatives`, or move the other one, `appointment_id`, if you may see it.",
    alternatives=list[Offer],
    appointment_id=UUID | None,
    start=Instant | None,
    end=Instant | None,
)
UNBOOKABLE = (SLOT_TAKEN, NOT_A_SLOT, OWN_HOLD)
# Where a vehicle is named.
NO_PLACE = (*UNBOOKABLE, VEHICLE_TAKEN)
HOLD_EXPIRED = Refusal(
    Conflict,
    "hold_expired",
    "This hold has expired or was used; book without it, or hold again.",
    remedy="Book without hold_id, or hold the start again.",
)
HOLD_MISMATCH = Refusal(
    Conflict,
    "hold_mismatch",
    "This hold is for another service, start or location.",
    remedy="Book `services`, `at_once`, `start` and `location_id` as it holds them, or release it and hold "
    "another.",
    service_type=str,
    services=list[str],
    at_once=bool,
    start=Instant,
    location_id=UUID,
)
HOLD_LOST = (HOLD_EXPIRED, HOLD_MISMATCH)
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
LIMITS = (TOO_MANY_OPEN, TOO_MANY_THAT_DAY)
TOO_MANY_HOLDS = Refusal(
    Conflict,
    "too_many_holds",
    "You can hold at most {limit} slots at a time; use or release one first.",
    remedy="Book or release one of your holds.",
    limit=int,
)
DEADLINE_PASSED = Refusal(
    Conflict,
    "deadline_passed",
    "It is too late to do this online; call the workshop.",
    remedy="Show the telephone number of the workshop: staff can still do it.",
    deadline=Instant,
)
TOO_EARLY = Refusal(
    Conflict,
    "too_early",
    "The appointment is on {day}; to check in anyway, give an override_reason.",
    remedy="Wait for the `day`, or give an override_reason as somebody who may override a policy.",
    day=date,
)
TOO_LATE = Refusal(
    Conflict,
    "too_late",
    "The appointment was on {day}; to check in anyway, give an override_reason.",
    remedy="Give an override_reason as somebody who may override a policy, or book anew.",
    day=date,
)
NOT_BEGUN = Refusal(
    Conflict,
    "too_early",
    "The appointment has not started yet.",
    remedy="Wait for the `start`.",
    start=Instant,
)
UNSKILLED = Refusal(
    Conflict,
    "unskilled",
    "{name} has no valid skill {required_skill} on {day}.",
    remedy="Choose a technician who has the `required_skill`.",
    required_skill=str,
)
NOT_AT_WORK = Refusal(
    Conflict,
    "not_at_work",
    "{name} is not at work for all of that time.",
    remedy="Choose another technician, or another start.",
)
BUSY = Refusal(
    Conflict,
    "busy",
    "{name} is already booked at that time.",
    remedy="Choose another technician, or another start.",
)
IN_THE_WAY = Refusal(
    Conflict,
    "in_the_way",
    "It is taken then.",
    remedy="Move the bookings of `in_the_way` first; holds and offers are over by their `expires_at`.",
    in_the_way=list[Obstacle],
)
NOT_LATER = Refusal(
    Conflict,
    "not_later",
    "It can only be made longer, and until later than now.",
    remedy="Choose an end later than `earliest`.",
    earliest=Instant,
)
TOO_LONG = Refusal(
    Conflict,
    "too_long",
    "It can be made longer by a day at most.",
    remedy="Choose an end up to `latest`, or open another appointment for the rest.",
    latest=Instant,
)
NOTHING_LENT = Refusal(
    Conflict,
    "nothing_lent",
    "Nothing is lent with this appointment any more.",
    remedy="Read the appointment again: `lent` says what was lent, and when it came back.",
)
LENT_TO_ANOTHER = Refusal(
    Conflict,
    "lent_to_another",
    "Somebody else is to have it before that.",
    remedy="Lend it until the `start` at most, or give the other appointment something else.",
    start=Instant,
    appointment_id=UUID | None,
)
DEPOSIT_REQUIRED = Refusal(
    Conflict,
    "deposit_required",
    "The deposit of {amount} {currency} has not been received yet.",
    remedy="Note that it was received, or give an override_reason as somebody who may override a policy.",
    amount=str,
    currency=str,
)
NO_DEPOSIT = Refusal(
    Conflict,
    "no_deposit",
    "This appointment was booked without a deposit.",
    remedy="There is nothing to note: it can be confirmed as it is.",
)
NEEDS_NO_ATTENTION = Refusal(
    Conflict,
    "needs_no_attention",
    "The appointment needs no attention for that.",
    remedy="`needs_attention` says for what it does; read the appointment again.",
    needs_attention=list[str],
)
APPOINTMENT_OVER = Refusal(
    Conflict,
    "appointment_over",
    "An appointment that is {current_status} cannot be changed.",
    current_status=str,
)
NO_WORK_ORDER_YET = Refusal(
    Unavailable,
    "no_work_order_yet",
    "The work order of this vehicle is just being opened; try again.",
    remedy="Try again after a second, with the same Idempotency-Key.",
)
