"""Making a series."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments.actions.availability import offered
from appointments.actions.limits import check_verified
from appointments.actions.owners import owner_of
from chassis.api.idempotency import KEPT, StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.errors import KEY_REUSED
from chassis.locking import take_turns
from series.actions.booking_dates import book_date, horizon_of
from series.errors import TOO_MANY_SERIES
from series.models import Series, SeriesDate
from series.recurrence import dates_of
from series.statuses import DateStatus

# Of a customer's own making; the staff's are as many as they like.
MOST_SERIES = 20
ASKED = (
    "customer_id", "vehicle_id", "location_id", "codes", "at_once", "notes", "starts_on", "starts_at",
    "frequency", "interval", "until", "count", "exceptions",
)  # fmt: skip


def make(
    actor: Actor, data: dict[str, Any], *, key: str = "", store_reply: StoreReply = store_no_reply
) -> Series:
    """Let a vehicle come again and again.

    Rule: a customer makes series for their own vehicles, staff for its owner; when each date begins, the
    location's clock reads the same.
    Rule: each date is booked by itself, as a booking is, so that one that is refused leaves the others; those
    beyond the horizon are planned, and booked when it reaches them.
    Rule: who repeats the request with its key has the one series, also where it was cut off: the dates that
    were not booked by then are.
    Raises InvalidField (400), Forbidden (403) email_unverified, Conflict (409) too_many_series, Unprocessable
    (422) idempotency_key_reused.
    """
    check_verified(actor)
    customer_id = owner_of(actor, data)
    series = _entered(actor, customer_id, data, key)
    before = horizon_of(series.location, timezone.now())
    due = SeriesDate.objects.planned().filter(series=series, start__lt=before)
    for date_id in list(due.values_list("id", flat=True)):
        book_date(date_id)
    with transaction.atomic():
        store_reply(series)
    return series


def _entered(actor: Actor, customer_id: UUID, data: dict[str, Any], key: str) -> Series:
    with transaction.atomic():
        take_turns(f"series of {customer_id}")
        series, days = _asked_for(actor, customer_id, data, key)
        known = _known(actor, key)
        if known is None:
            if actor.is_customer:
                _check_limit(customer_id)
            series.save(force_insert=True)
            dates = [SeriesDate(series=series, date=day) for day in days]
            for one in dates:
                one.start = one.starting(series.starts_at)
            SeriesDate.objects.bulk_create(dates)
            return series
        if any(getattr(known, name) != getattr(series, name) for name in ASKED):
            raise KEY_REUSED()
        return known


def _asked_for(actor: Actor, customer_id: UUID, data: dict[str, Any], key: str) -> tuple[Series, list[Any]]:
    visit = offered(data)
    location = visit.location
    begins = data["start"].astimezone(location.zone)
    exceptions = sorted(set(data.get("exceptions", [])))
    until, count = data.get("until"), data.get("count")
    days = dates_of(
        begins.date(),
        data["frequency"],
        data.get("interval", 1),
        until=until,
        count=count,
        exceptions=exceptions,
    )
    series = Series(
        customer_id=customer_id,
        made_by=actor.id,
        made_as=actor.role,
        key=key,
        vehicle_id=data["vehicle_id"],
        location=location,
        service_type=visit.service_types[0],
        services=visit.codes,
        at_once=visit.at_once,
        notes=data.get("notes", ""),
        starts_on=begins.date(),
        starts_at=begins.time(),
        frequency=data["frequency"],
        interval=data.get("interval", 1),
        exceptions=exceptions,
        until=until,
        count=count,
    )
    return series, days


def _known(actor: Actor, key: str) -> Series | None:
    """The series that came with this key, as long as a key is kept."""
    since = timezone.now() - KEPT
    return Series.objects.filter(made_by=actor.id, key=key, created_at__gt=since).first() if key else None


def _check_limit(customer_id: UUID) -> None:
    """Rule: a customer has at most twenty series with dates to come."""
    ahead = SeriesDate.objects.filter(start__gt=timezone.now()).exclude(status=DateStatus.CANCELLED)
    theirs = ahead.filter(series__customer_id=customer_id)
    if theirs.values("series_id").distinct().count() >= MOST_SERIES:
        raise TOO_MANY_SERIES(limit=MOST_SERIES)
