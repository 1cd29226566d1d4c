"""What a calendar shows of each appointment, read in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q

from appointments.models import Appointment, AppointmentTransition
from appointments.statuses import Status
from feeds.models import Feed, FeedKind
from feeds.permissions import appointments_shown_by
from resources.models import Technician

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
    notes: str
    created_at: datetime
    revised_at: datetime


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
        .select_related("service_type", *NAMED)
    )
    ahead = list(rows.filter(start__gte=now).order_by("start", "id")[:MOST_ENTRIES])
    past = list(rows.filter(start__lt=now).order_by("-start", "-id")[: MOST_ENTRIES - len(ahead)])
    shown = [*reversed(past), *ahead]
    changes = _changes_of(shown)
    names = _names_of_technicians(shown) if feed.kind != FeedKind.PERSONAL else {}
    return [_entry(row, changes[row.id], _summary(feed, row, names)) for row in shown]


def _entry(row: Appointment, changes: int, summary: str) -> Entry:
    return Entry(
        uid=row.id,
        sequence=changes,
        status=row.status,
        start=row.start,
        end=row.end,
        time_zone=row.time_zone,
        summary=summary,
        place=", ".join(filter(None, (row.location.name, row.location.address))),
        notes=row.notes,
        created_at=row.created_at,
        revised_at=max(row.updated_at, *(getattr(row, name).updated_at for name in NAMED)),
    )


def _summary(feed: Feed, row: Appointment, names: dict[UUID, str]) -> str:
    """What was sold, as it was called then.

    Rule: customers see that alone; staff the bay and the technician too, unless it is the feed's.
    """
    parts = [", ".join(sold["name"] for sold in row.services) or row.service_type.name]
    if feed.of_staff and feed.kind != FeedKind.BAY:
        parts.append(row.bay.name)
    if technician := names.get(row.employee_id):
        parts.append(technician)
    return " · ".join(parts)


def _changes_of(rows: Iterable[Appointment]) -> dict[UUID, int]:
    """How often each was changed in what a calendar is about: its time, its status, or who does it.

    Rule: of the lines of a history the first is the booking, and each further one is such a change.
    """
    lines = AppointmentTransition.objects.filter(appointment_id__in=[row.id for row in rows])
    counted = lines.values_list("appointment_id").annotate(Count("id")).order_by()
    return defaultdict(int, {appointment_id: count - 1 for appointment_id, count in counted})


def _names_of_technicians(rows: Iterable[Appointment]) -> dict[UUID, str]:
    found = Technician.objects.filter(pk__in={row.employee_id for row in rows})
    return dict(found.values_list("pk", "name"))
