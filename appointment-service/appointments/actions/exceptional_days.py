"""When a location is open on one date, where that is not as in its week, and which bookings that hits."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from appointments.actions.attention import review
from appointments.actions.bookings_hit import named
from appointments.calendar_queries import opening_times
from appointments.local_time import whole_day
from appointments.models import Appointment
from appointments.opening_times import OpeningTimes
from chassis.api.etags import Precondition, no_precondition
from chassis.errors import NotFound
from resources.calendar_lock import change_the_calendar
from resources.models import ExceptionalDay, ExceptionalHours, Location


def opening_day(location: Location, day: date) -> dict[str, Any]:
    """When a location is open on a date, by its week or by hours of the date's own, and who is booked while
    it is closed."""
    times = opening_times(location, whole_day(day, location.zone))
    exception = ExceptionalDay.objects.filter(location=location, date=day).first()
    return {
        "location_id": location.id,
        "date": day,
        "is_exception": exception is not None,
        "name": exception.name if exception else "",
        "periods": [period._asdict() for period in times.periods_of(day)],
        **named(_booked_while_closed(location, times, day))._asdict(),
    }


def replace_opening_day(
    location: Location,
    day: date,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> dict[str, Any]:
    """Let a location be open at these hours on a date.

    Rule: they count on that date instead of the week's, whatever week is set later; none of them: it is
    closed. Bookings that stand stay, and those that are no longer inside of the hours are named and need
    attention.
    """
    with transaction.atomic():
        change_the_calendar()
        check_precondition(opening_day(location, day))
        exception, _ = ExceptionalDay.objects.update_or_create(
            location=location, date=day, defaults={"name": data.get("name", "")}
        )
        exception.periods.all().delete()
        ExceptionalHours.objects.bulk_create(
            ExceptionalHours(day=exception, **period) for period in data["periods"]
        )
        _review(location, day)
        return opening_day(location, day)


def remove_opening_day(
    location: Location, day: date, *, check_precondition: Precondition = no_precondition
) -> dict[str, Any]:
    """Let the week's hours count on a date again. Raises NotFound (404), also where they do already."""
    with transaction.atomic():
        change_the_calendar()
        exception = ExceptionalDay.objects.filter(location=location, date=day).first()
        if exception is None:
            raise NotFound
        check_precondition(opening_day(location, day))
        exception.delete()
        _review(location, day)
        return opening_day(location, day)


def _review(location: Location, day: date) -> None:
    review(Appointment.objects.filter(location=location).taken_during([whole_day(day, location.zone)]))


def _booked_while_closed(location: Location, times: OpeningTimes, day: date) -> QuerySet[Appointment]:
    """Rule: a booking is hit if the location is closed for a part of its time on that date."""
    ahead = Appointment.objects.ahead(timezone.now()).filter(location=location)
    return ahead.taken_during(times.closed_on(day))
