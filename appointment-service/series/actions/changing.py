"""Changing and cancelling a series, or what of it follows a date."""

from collections.abc import Callable
from datetime import time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments.actions import cancel_before_arrival, reschedule
from appointments.actions.lifecycle import VehicleIsHere
from appointments.errors import REASON_REQUIRED
from appointments.models import Appointment
from appointments.statuses import AWAITED
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.errors import Conflict, NotFound
from chassis.locking import locked
from series.actions.booking_dates import book_locked, check_the_clock, horizon_of
from series.models import Series, SeriesDate
from series.permissions import series_visible_to
from series.refusals import NOTHING, refusal_of
from series.statuses import DateStatus, Outcome


def change(
    actor: Actor, series_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> dict[str, Any]:
    """Let the dates to come begin at another time of day: all, or a date and those that follow.

    Rule: each booking is moved by itself, as a booking is; one that is refused keeps its time, and a date
    that was refused before is tried again.
    Rule: what was moved or cancelled by itself is an exception, and left.
    Raises NotFound (404).
    """
    series = _seen(actor, series_id)
    Series.objects.filter(pk=series.pk).update(starts_at=data["starts_at"], updated_at=timezone.now())
    return _each(series, data, store_reply, lambda one: _change(actor, one, data["starts_at"]))


def cancel(
    actor: Actor, series_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> dict[str, Any]:
    """Call the dates to come off: all, or a date and those that follow.

    Rule: each booking is cancelled by itself, as a booking is, also one that was moved by itself; the staff
    give a reason, which is for the customer.
    Raises NotFound (404), InvalidField (400).
    """
    series = _seen(actor, series_id)
    if actor.is_staff and not data.get("reason"):
        raise REASON_REQUIRED(field="reason")
    return _each(series, data, store_reply, lambda one: _cancel(actor, one, data))


def _seen(actor: Actor, series_id: UUID) -> Series:
    series = series_visible_to(actor).filter(pk=series_id).select_related("location").first()
    if series is None:
        raise NotFound
    return series


def _each(
    series: Series,
    data: dict[str, Any],
    store_reply: StoreReply,
    treat: Callable[[SeriesDate], Outcome | None],
) -> dict[str, Any]:
    dates = SeriesDate.objects.filter(series=series)
    if "from" in data:
        dates = dates.filter(date__gte=data["from"])
    results = [_treated(date_id, treat) for date_id in list(dates.values_list("id", flat=True))]
    report = {"results": [result for result in results if result]}
    with transaction.atomic():
        store_reply(report, about=series)
    return report


def _treated(date_id: UUID, treat: Callable[[SeriesDate], Outcome | None]) -> dict[str, Any] | None:
    """What became of a date; nothing of one that was over or called off already."""
    with transaction.atomic():
        one = locked(SeriesDate.objects.all(), date_id)
        outcome = treat(one)
        if outcome is None:
            return None
        one.save()
    shown = ("date", "start", "status", "appointment_id", "code", "detail", "reason", "alternatives")
    return {"outcome": outcome, **{name: getattr(one, name) for name in shown}}


def _change(actor: Actor, one: SeriesDate, clock: time) -> Outcome | None:
    now = timezone.now()
    if one.status == DateStatus.CANCELLED or one.start <= now:
        return None
    if one.status == DateStatus.BOOKED:
        return _move(actor, one, clock)
    one.start, one.status = one.starting(clock), DateStatus.PLANNED
    NOTHING.keep(one)
    if one.start < horizon_of(one.series.location, now):
        book_locked(one)
    return Outcome.REFUSED if one.status == DateStatus.REFUSED else Outcome.CHANGED


def _move(actor: Actor, one: SeriesDate, clock: time) -> Outcome:
    appointment, start = _appointment(one), one.starting(clock)
    if appointment.status not in AWAITED or appointment.start not in {one.start, start}:
        return Outcome.LEFT
    try:
        check_the_clock(one, clock)
        reschedule(actor, appointment.id, {"start": start})
    except Conflict as error:
        refusal_of(error).keep(one)
        return Outcome.REFUSED
    one.start = start
    NOTHING.keep(one)
    return Outcome.CHANGED


def _cancel(actor: Actor, one: SeriesDate, data: dict[str, Any]) -> Outcome | None:
    if one.status == DateStatus.CANCELLED:
        return None
    if one.status == DateStatus.BOOKED:
        appointment = _appointment(one)
        if appointment.status not in AWAITED:
            return Outcome.LEFT
        try:
            cancel_before_arrival(actor, appointment.id, data)
        except VehicleIsHere:
            return Outcome.LEFT
        except Conflict as error:
            refusal_of(error).keep(one)
            return Outcome.REFUSED
    elif one.start <= timezone.now():
        return None
    one.status = DateStatus.CANCELLED
    NOTHING.keep(one)
    return Outcome.CANCELLED


def _appointment(one: SeriesDate) -> Appointment:
    if one.appointment is None:
        raise RuntimeError(f"The booked date {one.id} has no appointment.")
    return one.appointment
