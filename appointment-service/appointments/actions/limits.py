"""How much one account may take, and whether it may at all."""

from datetime import datetime, timedelta

from django.conf import settings

from appointments.calendar_rows import HadRow, Has, HeldRow
from appointments.errors import (
    DEADLINE_PASSED,
    EMAIL_UNVERIFIED,
    TOO_MANY_HOLDS,
    TOO_MANY_OPEN,
    TOO_MANY_THAT_DAY,
)
from appointments.models import Appointment
from chassis.auth import Actor
from resources.models import Location, Policy

# Of the staff; those of a customer count towards the policy's limit.
MOST_HOLDS = 20


def check_verified(actor: Actor) -> None:
    """Rule: where the workshop asks for it, a customer books with a verified email address only."""
    if settings.REQUIRE_VERIFIED_EMAIL and actor.is_customer and not actor.email_verified:
        raise EMAIL_UNVERIFIED()


def turns_of(actor: Actor) -> list[str]:
    """Rule: a customer books, moves and holds one after the other, so that none passes the limits beside
    another. The staff have none for bookings."""
    return [turn_of(actor)] if actor.is_customer else []


def turn_of(actor: Actor) -> str:
    """What is taken turns over before the limits of somebody are checked."""
    return f"bookings of {actor.id}"


def check_limit(has: Has, policy: Policy) -> None:
    """Rule: a customer has at most so many appointments ahead and holds of their own making, at all locations
    together, by the policy of the one where they book.

    What is past does not count, whatever became of it.
    """
    if has.ahead + len(has.holds) >= policy.max_open_per_customer:
        raise TOO_MANY_OPEN(limit=policy.max_open_per_customer)


def check_limit_of_a_day(has: Has, location: Location, start: datetime, policy: Policy) -> None:
    """Rule: where the policy says so, a customer has at most so many appointments and holds that start on one
    date at a location, on its clock; one that is moved within its date counts once.
    """
    if policy.max_per_day_per_customer is None:
        return
    date = location.date_of(start)
    theirs: list[HadRow | HeldRow] = [*has.about_then, *has.holds]
    that_day = [one for one in theirs if location.date_of(one.start) == date]
    if sum(one.location_id == location.id for one in that_day) >= policy.max_per_day_per_customer:
        raise TOO_MANY_THAT_DAY(limit=policy.max_per_day_per_customer, day=date)


def check_holds(has: Has) -> None:
    """Rule: one of the staff holds at most twenty starts at a time."""
    if len(has.holds) >= MOST_HOLDS:
        raise TOO_MANY_HOLDS(limit=MOST_HOLDS)


def check_deadline(appointment: Appointment, now: datetime, policy: Policy) -> None:
    """Rule: a customer cancels or moves an appointment up to the policy's deadline, that minute included."""
    deadline = appointment.start - timedelta(minutes=policy.cancel_deadline_minutes)
    if now > deadline:
        raise DEADLINE_PASSED(deadline=deadline)
