"""What the waiting list refuses."""

from typing import TypedDict

from chassis.errors import Conflict, Instant, InvalidField, Refusal


class FreeStart(TypedDict):
    """A start that can be booked at once."""

    start: Instant
    end: Instant
    service_type: str
    capacity_left: int


BEFORE_STARTS_FROM = Refusal(
    InvalidField, "before_starts_from", "`starts_before` must be later than `starts_from`."
)
BEFORE_TIME_FROM = Refusal(InvalidField, "before_time_from", "`time_to` must be later than `time_from`.")
IN_PAST = Refusal(InvalidField, "in_past", "`starts_before` must be in the future.")
BEYOND_HORIZON = Refusal(
    InvalidField, "beyond_horizon", "The workshop takes bookings for the next {days} days."
)
SLOTS_FREE = Refusal(
    Conflict,
    "slots_free",
    "There is no need to wait: such a time is free.",
    remedy="Book one of `alternatives`, the first three starts that fit.",
    alternatives=list[FreeStart],
)
ALREADY_WAITING = Refusal(
    Conflict,
    "already_waiting",
    "This vehicle is on the waiting list for this service already.",
    remedy="Show the entry that there is; remove it first to wait for other times.",
)
TOO_MANY_WAITING = Refusal(
    Conflict,
    "too_many_waiting",
    "You can be on the waiting list {limit} times at most; leave it once first.",
    remedy="Show the open entries; one of them has to be removed or over first.",
    limit=int,
)
OFFER_EXPIRED = Refusal(
    Conflict,
    "offer_expired",
    "This start is not offered to you any more.",
    remedy="Read the entry: it waits for the next offer, or has one for another start.",
)
