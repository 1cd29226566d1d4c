"""What a calendar shows of each appointment, read in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q

from appointments.models import Appointment, AppointmentTransition
from appointments.statuses import Status
from feeds.models import Feed, FeedKind
from feeds.permissions import appointments_shown_by
from resources.models import Bay, Technician

MOST_ENTRIES = 1000
SHOWN_AFTERWARDS = timedelta(days=30)
CALLED_OFF = (Status.CANCELLED, Status.NO_SHOW, Status.EXPIRED)
NAMED = ("bay", "location")


class Entry(NamedTuple):
    """An appointment as a calendar shows it."""

    uid: UUID
    sequence: int
    status: str
    start: datetime
    end: datetime
    time_zone: str
    summary: str
    place: str
    contact: str
    notes: str
    created_at: datetime
    revised_at: datetime


class Part(NamedTuple):
    """What of an appointment a calendar shows."""

    start: datetime
    end: datetime
    services: list[dict[str, Any]]


def entries_of(feed: Feed, now: datetime) -> list[Entry]:
    """The entries of a calendar, in the order of their starts.

    Rule: a calendar goes back thirty days, and of more than a thousand appointments it shows those that come
    next, then those that were last.
    Rule: what was called off is shown as such for thirty days, so that readers take it away.
    """
    earliest = now - SHOWN_AFTERWARDS
    rows = (
        appointments_shown_by(feed)
        .filter(start__gte=earliest)
        .filter(~Q(status__in=CALLED_OFF) | Q(updated_at__gte=earliest))
        .select_related("service_type__location", *NAMED)
    )
    ahead = list(rows.filter(start__gte=now).order_by("start", "id")[:MOST_ENTRIES])
    past = list(rows.filter(start__lt=now).order_by("-start", "-id")[: MOST_ENTRIES - len(ahead)])
    shown = [*reversed(past), *ahead]
    changes = _changes_of(shown)
    names = _names_in(feed, shown)
    return [_entry(row, changes[row.id], _part_of(feed, row), names) for row in shown]


def _part_of(feed: Feed, row: Appointment) -> Part:
    """Rule: of a visit of several services the calendar of a bay or of one of the staff shows those that are
    done there or by them, from the first to the last; every other calendar shows them all."""
    row.name_services()
    services = row.services
    if feed.kind == FeedKind.BAY:
        services = [one for one in services if one["bay_id"] == str(feed.bay_id)]
    elif feed.of_staff and feed.kind == FeedKind.PERSONAL:
        services = [one for one in services if one["employee_id"] == str(feed.owner_id)]
    if len(services) == len(row.services):
        return Part(row.start, row.end, services)
    begins = min(datetime.fromisoformat(one["start"]) for one in services)
    return Part(begins, max(datetime.fromisoformat(one["end"]) for one in services), services)


def _entry(row: Appointment, changes: int, part: Part, names: dict[str, str]) -> Entry:
    return Entry(
        uid=row.id,
        sequence=changes,
        status=row.status,
        start=part.start,
        end=part.end,
        time_zone=row.time_zone,
        summary=_summary(part, names),
        place=", ".join(filter(None, (row.location.name, row.location.directions))),
        contact=", ".join(filter(None, (row.location.legal_name, row.location.phone, row.location.email))),
        notes=row.notes,
        created_at=row.created_at,
        revised_at=max(row.updated_at, *(getattr(row, name).updated_at for name in NAMED)),
    )


def _summary(part: Part, names: dict[str, str]) -> str:
    """What was sold, as it was called then, and of bays and technicians those that are named."""
    sold = ", ".join(one["name"] for one in part.services)
    where, who = (
        ", ".join(_named((one[key] for one in part.services), names)) for key in ("bay_id", "employee_id")
    )
    return " · ".join(filter(None, (sold, where, who)))


def _named(ids: Iterable[str], names: dict[str, str]) -> Iterable[str]:
    return (names[one] for one in dict.fromkeys(ids) if one in names)


def _changes_of(rows: Iterable[Appointment]) -> dict[UUID, int]:
    """How often each was changed in what a calendar is about: its time, its status, or who does it.

    Rule: of the lines of a history the first is the booking, and each further one is such a change.
    """
    lines = AppointmentTransition.objects.filter(appointment_id__in=[row.id for row in rows])
    counted = lines.values_list("appointment_id").annotate(Count("id")).order_by()
    return defaultdict(int, {appointment_id: count - 1 for appointment_id, count in counted})


def _names_in(feed: Feed, rows: list[Appointment]) -> dict[str, str]:
    """The names of bays and technicians that a calendar shows, by their ids.

    Rule: customers see none; staff the bay and the technician, unless it is the feed's.
    """
    names: dict[UUID, str] = {}
    if feed.of_staff and feed.kind != FeedKind.BAY:
        names |= {row.bay_id: row.bay.name for row in rows}
        if others := {bay_id for row in rows for bay_id in row.other_bay_ids} - names.keys():
            names |= dict(Bay.objects.filter(pk__in=others).values_list("pk", "name"))
    if feed.kind != FeedKind.PERSONAL:
        people = {who for row in rows for who in (row.employee_id, *row.other_employee_ids)}
        names |= dict(Technician.objects.filter(pk__in=people).values_list("pk", "name"))
    return {str(known): name for known, name in names.items()}
