"""Public holidays of a location's country and region, which become closures if somebody says so."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from appointments.actions.closures import with_bookings
from appointments.errors import NOT_A_HOLIDAY
from appointments.local_time import whole_day
from chassis.errors import OUT_OF_RANGE
from resources.calendar_lock import change_the_calendar
from resources.locations import location_of
from resources.models import Closure, Location
from resources.public_holidays import public_holidays

# What lies further ahead than bookings are taken need not be closed yet.
YEARS_AHEAD = 2


def proposed_holidays(data: dict[str, Any]) -> dict[str, Any]:
    """The holidays of a location to come: of the next twelve months, or of a year.

    Raises InvalidField (400).
    """
    location = location_of(data)
    taken_over = set(Closure.objects.filter(location=location).values_list("holiday", flat=True))
    return {
        "location_id": location.id,
        "country": location.country,
        "region": location.region,
        "results": [
            {"date": day, "name": name, "is_taken_over": day in taken_over}
            for day, name in _proposed(location, data.get("year")).items()
        ],
    }


def take_over_holidays(data: dict[str, Any]) -> dict[str, Any]:
    """Close a location on public holidays: on these dates, or on all that are proposed.

    Rule: a holiday is proposed, and closes nothing until it is taken over; then it is a closure of the whole
    day on the location's clock, once, however often it is taken over.
    Raises InvalidField (400) for a date that is no holiday there.
    """
    with transaction.atomic():
        change_the_calendar()
        location = location_of(data)
        if data.get("all"):
            chosen = _proposed(location, data.get("year"))
        else:
            chosen = dict(_named(location, sorted(set(data["dates"]))))
        return {"results": [_taken_over(location, day, name) for day, name in chosen.items()]}


def _named(location: Location, days: list[date]) -> Iterator[tuple[date, str]]:
    this_year = _today(location).year
    known = public_holidays(location.country, location.region, range(this_year, this_year + YEARS_AHEAD + 1))
    for day in days:
        if day not in known or day < _today(location):
            raise NOT_A_HOLIDAY(field="dates", day=day)
        yield day, known[day]


def _taken_over(location: Location, day: date, name: str) -> Closure:
    closed = whole_day(day, location.zone)
    known = {"start": closed.start, "end": closed.end, "reason": name[:200]}
    closure, _ = Closure.objects.get_or_create(location=location, holiday=day, defaults=known)
    return with_bookings(closure)


def _proposed(location: Location, year: int | None) -> dict[date, str]:
    """Rule: a holiday that is over is not proposed."""
    today = _today(location)
    last_year = today.year + YEARS_AHEAD
    if year is not None and not today.year <= year <= last_year:
        raise OUT_OF_RANGE(field="year", first=today.year, last=last_year)
    first, before = (
        (today, _a_year_later(today)) if year is None else (date(year, 1, 1), date(year + 1, 1, 1))
    )
    known = public_holidays(location.country, location.region, range(first.year, before.year + 1))
    return {day: name for day, name in known.items() if max(first, today) <= day < before}


def _a_year_later(day: date) -> date:
    # Of 29 February it is 1 March.
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else date(day.year + 1, 3, 1)


def _today(location: Location) -> date:
    return location.date_of(timezone.now())
