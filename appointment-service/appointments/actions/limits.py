"""How much one account may take, and whether it may at all."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from appointments.errors import (
    DEADLINE_PASSED,
    EMAIL_UNVERIFIED,
    TOO_MANY_HOLDS,
    TOO_MANY_OPEN,
    TOO_MANY_THAT_DAY,
)
from appointments.local_time import whole_day
from appointments.models import Appointment, Hold
from appointments.statuses import HOLDING_CAPACITY
from chassis.auth import Actor
from chassis.locking import take_turns
from resources.models import Location, Policy

# Of the staff; those of a customer count towards the policy's limit.
MOST_HOLDS = 20


def check_verified(actor: Actor) -> None:
    """Rule: where the workshop asks for it, a customer books with a verified email address only."""
    if settings.REQUIRE_VERIFIED_EMAIL and actor.is_customer and not actor.email_verified:
        raise EMAIL_UNVERIFIED()


def check_limit(customer_id: UUID, now: datetime, policy: Policy) -> None:
    """Rule: a customer has at most so many appointments ahead and holds of their own making, at all locations
    together, by the policy of the one where they book.

    What is past does not count, whatever became of it.
    """
    take_turns(f"bookings of {customer_id}")
    held = Hold.objects.unexpired(now).filter(holder_id=customer_id).values_list("id")
    ahead = Appointment.objects.ahead(now).filter(customer_id=customer_id).values_list("id")
    if ahead.union(held, all=True).count() >= policy.max_open_per_customer:
        raise TOO_MANY_OPEN(limit=policy.max_open_per_customer)


def check_limit_of_a_day(
    customer_id: UUID,
    location: Location,
    start: datetime,
    policy: Policy,
    but: Appointment | None = None,
) -> None:
    """Rule: where the policy says so, a customer has at most so many appointments and holds that start on one
    date at a location, on its clock; one that is moved within its date counts once.
    """
    if policy.max_per_day_per_customer is None:
        return
    take_turns(f"bookings of {customer_id}")
    date = location.date_of(start)
    day = whole_day(date, location.zone)
    that_day = {"start__gte": day.start, "start__lt": day.end}
    held = Hold.objects.unexpired(timezone.now()).filter(holder_id=customer_id, **that_day)
    held = held.filter(service_type__location=location)
    live = Appointment.objects.filter(status__in=HOLDING_CAPACITY, customer_id=customer_id, **that_day)
    live = live.filter(location=location)
    if but:
        live = live.exclude(pk=but.pk)
    if live.count() + held.count() >= policy.max_per_day_per_customer:
        raise TOO_MANY_THAT_DAY(limit=policy.max_per_day_per_customer, day=date)


def check_holds(holder_id: UUID, now: datetime) -> None:
    """Rule: one of the staff holds at most twenty starts at a time."""
    take_turns(f"bookings of {holder_id}")
    if Hold.objects.unexpired(now).filter(holder_id=holder_id).count() >= MOST_HOLDS:
        raise TOO_MANY_HOLDS(limit=MOST_HOLDS)


def check_deadline(appointment: Appointment, now: datetime) -> None:
    """Rule: a customer cancels or moves an appointment up to the policy's deadline, that minute included."""
    deadline = appointment.start - timedelta(
        minutes=Policy.current(appointment.location_id).cancel_deadline_minutes
    )
    if now > deadline:
        raise DEADLINE_PASSED(deadline=deadline)
