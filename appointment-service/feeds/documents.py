"""A calendar as text (RFC 5545, RFC 7986). Escaping and folding are icalendar's."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from appointments.statuses import Status
from chassis import json
from chassis.env import release
from feeds.entries import CALLED_OFF, Entry
from feeds.time_zones import time_zone

PRODUCT = "-//ServEase//Appointments//EN"
REFRESHED = timedelta(hours=1)
UTC_ZONES = {"UTC", "Etc/UTC"}


def tag_of(title: str, entries: Sequence[Entry]) -> str:
    """A tag of the text, without writing it; what another release writes of the same may be another text."""
    return f'"{blake2b(json.encode([release(), title, entries]), digest_size=12).hexdigest()}"'


def document(title: str, entries: Sequence[Entry]) -> bytes:
    """The text of a calendar.

    It names no METHOD, for nobody is invited by it: then DTSTAMP is when the entry was last revised, and the
    same calendar is the same text.
    """
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODUCT)
    for name in ("NAME", "X-WR-CALNAME"):
        calendar.add(name, title)
    calendar.add("REFRESH-INTERVAL", REFRESHED, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT1H")
    for zone in _zones(entries):
        calendar.add_component(zone)
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _zones(entries: Sequence[Entry]) -> Iterable:
    """Those that the entries name; one at least, for a calendar without any component is none."""
    names = sorted({entry.time_zone for entry in entries} - UTC_ZONES) or ["UTC"]
    years = [moment.year for entry in entries for moment in (entry.start, entry.end)] or [1970]
    return [time_zone(name, min(years), max(years)) for name in names]


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("UID", str(entry.uid))
    event.add("SEQUENCE", entry.sequence)
    event.add("DTSTAMP", entry.revised_at)
    event.add("CREATED", entry.created_at)
    event.add("LAST-MODIFIED", entry.revised_at)
    start, end = _on_the_clock(entry)
    event.add("DTSTART", start)
    event.add("DTEND", end)
    event.add("STATUS", _status(entry.status))
    event.add("TRANSP", "TRANSPARENT" if entry.status in CALLED_OFF else "OPAQUE")
    event.add("SUMMARY", entry.summary)
    event.add("LOCATION", entry.place)
    # Not ORGANIZER, which is for entries with attendees alone (RFC 5545, 3.8.4.3).
    if entry.contact:
        event.add("CONTACT", entry.contact)
    if entry.notes:
        event.add("DESCRIPTION", entry.notes)
    return event


def _on_the_clock(entry: Entry) -> tuple[datetime, datetime]:
    """Start and end on the location's clock; in UTC where that clock reads the same a second time.

    A time that is read twice means the first of them (RFC 5545, 3.3.5).
    """
    zone = ZoneInfo(entry.time_zone)
    start, end = entry.start.astimezone(zone), entry.end.astimezone(zone)
    if start.fold or end.fold or entry.time_zone in UTC_ZONES:
        return entry.start, entry.end
    return start, end


def _status(status: str) -> str:
    if status in CALLED_OFF:
        return "CANCELLED"
    return "TENTATIVE" if status == Status.PENDING else "CONFIRMED"
