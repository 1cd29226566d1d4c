"""Which hours of a technician count on a date."""

from datetime import date
from operator import itemgetter
from typing import Any

from resources.models import Technician


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
