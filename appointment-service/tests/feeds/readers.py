"""A calendar as another library reads it than the one that writes it."""

from typing import Any

import vobject
from vobject import icalendar

URL = "/api/v1/appointments/feeds/"
# vobject keeps the first zone that it reads under a name for all calendars.
ZONES: dict[str, Any] = vars(icalendar)["__tzidMap"]


def opened(reply: Any) -> list[Any]:
    """The entries of an answered calendar, in its order."""
    assert (reply.status_code, reply["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    for name in set(ZONES) - {"UTC"}:
        del ZONES[name]
    calendar = vobject.readOne(reply.content.decode())
    return list(calendar.contents.get("vevent", []))


def texts(entry: Any) -> dict[str, str]:
    """What is said of an entry, by the name of its property."""
    return {name: str(lines[0].value) for name, lines in entry.contents.items()}
