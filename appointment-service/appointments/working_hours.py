"""When a technician is at work, and whether they can do it."""

from datetime import date, datetime, time
from operator import itemgetter
from typing import Any

from appointments.local_time import Span, covers, joined, span, without
from resources.models import DEFAULT_LOCATION_ID, Location, Technician


def has_skill(technician: Technician, code: str, day: date) -> bool:
    """Rule: a skill counts up to and including the day it expires; a service may ask for none."""
    return not code or any(
        skill["code"] == code and (skill["expires_on"] is None or skill["expires_on"] >= day.isoformat())
        for skill in technician.skills
    )


def work_on(technician: Technician, day: date, location: Location) -> list[Span]:
    """When a technician is at work at a location on a date, on its clock; until 00:00 is until the midnight
    that ends it.

    Rule: by the hours of that date, if it has any of its own, or else of the week that counts then; and not
    during time off, which may begin and end at any minute.
    Rule: hours that name no location are worked at the default one.
    """
    here = str(location.id)
    shifts = joined(
        span(day, time.fromisoformat(hours["start"]), time.fromisoformat(hours["end"]), location.zone)
        for hours in hours_on(technician, day)
        if hours.get("location_id", str(DEFAULT_LOCATION_ID)) == here
    )
    away = [
        Span(datetime.fromisoformat(off["start"]), datetime.fromisoformat(off["end"]))
        for off in technician.time_off
    ]
    return without(shifts, away)


def works(technician: Technician, shifts: list[Span], during: Span, location: Location) -> bool:
    """Whether a technician with these shifts on its date works for all of that time, until the next dates if
    theirs touch."""
    return covers(shifts, during, lambda day: work_on(technician, day, location), location.zone)


def hours_on(technician: Technician, day: date) -> list[dict[str, Any]]:
    """The hours of a date: its own if it is an exception, or those of the week that counts then."""
    for exception in technician.exceptions:
        if exception["date"] == day.isoformat():
            return list(exception["working_hours"])
    return [hours for hours in week_of(technician, day) if hours["weekday"] == day.weekday()]


def week_of(technician: Technician, day: date) -> list[dict[str, Any]]:
    """Rule: a week counts from its date until the next one does."""
    if not technician.weeks:
        return list(technician.working_hours)  # as older news has it
    begun = [week for week in technician.weeks if week["valid_from"] <= day.isoformat()]
    return list(max(begun, key=itemgetter("valid_from"))["working_hours"]) if begun else []
