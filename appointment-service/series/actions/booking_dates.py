"""Booking the dates of a series, each by itself."""

from datetime import datetime, time, timedelta
from uuid import UUID

import structlog
from django.db import OperationalError, transaction
from django.utils import timezone

from appointments.actions import book_for
from appointments.actions.availability import offered
from appointments.actions.taking import Unbookable, offering_alternatives
from appointments.calendar import Reason
from appointments.local_time import first_moment
from chassis.auth import Actor
from chassis.errors import Conflict, InvalidField
from chassis.locking import locked
from resources.models import Location, Policy
from series import events
from series.models import Series, SeriesDate
from series.refusals import refusal_of
from series.statuses import DateStatus

AT_ONCE = 100

log = structlog.get_logger("series")


def book_what_is_due() -> int:
    """Book the planned dates that the horizon has reached. How many were looked at.

    Rule: a date is booked when the workshop takes bookings so far ahead, in the name of whoever made the
    series; what it is refused with is kept, and its customer told of it.
    Rule: each by itself, in one transaction with what is kept of it: so that nothing is booked twice, however
    often this is begun and wherever it ends.
    """
    tried = 0
    for location in Location.objects.filter(pk__in=SeriesDate.objects.planned().values("series__location")):
        planned = SeriesDate.objects.planned().filter(series__location=location)
        due = planned.filter(start__lt=horizon_of(location, timezone.now())).order_by("start")
        for date_id in list(due.values_list("id", flat=True)[:AT_ONCE]):
            tried += 1
            _book_or_log(date_id)
    return tried


def horizon_of(location: Location, now: datetime) -> datetime:
    """Before which instant bookings start."""
    last = location.date_of(now) + timedelta(days=Policy.current(location.id).horizon_days)
    return first_moment(last + timedelta(days=1), time.min, location.zone)


def book_date(date_id: UUID) -> SeriesDate:
    """Book a date, if it is planned still. It is refused as a booking is."""
    with transaction.atomic():
        one = locked(SeriesDate.objects.all(), date_id)
        if one.status == DateStatus.PLANNED:
            book_locked(one)
            one.save()
    return one


def book_locked(one: SeriesDate) -> None:
    """Try to book a date that is locked; whoever calls it saves it."""
    series = one.series
    try:
        if one.start == one.starting(series.starts_at):  # and not left at the time of before a change
            check_the_clock(one, series.starts_at)
        one.appointment = book_for(_maker(series), series.customer_id, _wanted(one))
    except (Conflict, InvalidField) as error:
        one.status = DateStatus.REFUSED
        refusal_of(error).keep(one)
    else:
        one.status = DateStatus.BOOKED


def check_the_clock(one: SeriesDate, clock: time) -> None:
    """Rule: where the clock skips the time of a series, nothing begins on that date.

    Raises Conflict (409) not_a_slot.
    """
    start = one.starting(clock)
    if start.astimezone(one.series.location.zone).time() != clock:
        with offering_alternatives(_maker(one.series)):
            raise Unbookable(Reason.BETWEEN_SLOTS, offered(_wanted(one)), start)


def _book_or_log(date_id: UUID) -> None:
    """One that cannot be booked for a fault of ours keeps back no other."""
    try:
        with transaction.atomic():
            one = book_date(date_id)
            if one.status == DateStatus.REFUSED:
                events.date_refused(one)
    except OperationalError:  # of the database, and no fault of a date
        raise
    except Exception:
        log.exception("date of a series not booked", date_id=str(date_id))


def _maker(series: Series) -> Actor:
    return Actor(id=series.made_by, role=series.made_as)  # type: ignore[arg-type]


def _wanted(one: SeriesDate) -> dict:
    series = one.series
    return {
        "vehicle_id": series.vehicle_id,
        "location_id": series.location_id,
        "services": series.codes,
        "at_once": series.at_once,
        "start": one.start,
        "notes": series.notes,
    }
