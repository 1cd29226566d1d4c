"""When the work takes longer than it was to."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments import events
from appointments.actions.history import after, record
from appointments.actions.lending import lend_along
from appointments.actions.obstacles import in_the_way
from appointments.claims import Claim
from appointments.errors import IN_THE_WAY, NOT_LATER, TOO_LONG
from appointments.local_time import MINUTE, Span, instant_text
from appointments.models import Allocation, Appointment, Reservation, ResourceKind
from appointments.permissions import appointments_visible_to
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.locking import locked
from resources.calendar_lock import hold_the_calendar_still

MOST = timedelta(days=1)


def extend(
    actor: Actor, appointment_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Appointment:
    """Let the work on a vehicle that is here take longer.

    Rule: what is in use until its end stays so, or nothing changes and what is in the way is named; hours and
    closures do not count, for the vehicle is here.
    Rule: only later, and at most a day at a time. That it ends when it does tells nobody anything.
    Raises NotFound (404), Conflict (409) illegal_transition, not_later, too_long or in_the_way.
    """
    end, now = data["end"], timezone.now()
    with transaction.atomic():
        hold_the_calendar_still()
        appointment = locked(appointments_visible_to(actor), appointment_id)
        after(actor, appointment, "extend")
        previous = appointment.end
        if end != previous:
            _check_later(end, max(previous, now))
            Reservation.objects.delete_expired(now)
            _keep_in_use(appointment, end - previous)
            lend_along(appointment, end, actor.id)
            _end_at(appointment, end)
            record(appointment, appointment.status, actor.id, data.get("reason") or "extended")
            events.appointment_extended(appointment, previous)
        store_reply(appointment)
    return appointment


def _check_later(end: datetime, earliest: datetime) -> None:
    if end <= earliest:
        raise NOT_LATER(earliest=earliest)
    if end > earliest + MOST:
        raise TOO_LONG(latest=earliest + MOST)


def _keep_in_use(appointment: Appointment, longer: timedelta) -> None:
    """Take the time behind what is in use until the end, and then have each use as one row.

    It is claimed as a booking claims it: an update of rows that others want could wait for one that waits.
    """
    present = list(appointment.allocations)
    lasting = {one: until for one in present if (until := _lasts_until(one, appointment, longer))}
    claims = [
        Claim(one.kind, one.resource_id, Span(one.during.upper, until)) for one, until in lasting.items()
    ]
    taken = Allocation.objects.claim(appointment.reservation, claims)
    lost = [(claim.resource_id, claim.during) for claim in claims if claim.key not in taken]
    if lost:
        raise IN_THE_WAY(in_the_way=in_the_way(lost, but=appointment.reservation_id))
    appointment.allocations.exclude(pk__in=[one.pk for one in present]).delete()
    for one, until in lasting.items():
        one.during = (one.during.lower, until)
    Allocation.objects.bulk_update(lasting, ["during"])


def _lasts_until(one: Allocation, appointment: Appointment, longer: timedelta) -> datetime | None:
    """Until when it is taken then, if that is longer than so far."""
    ends: datetime = one.during.upper
    if one.kind == ResourceKind.LENDABLE:
        end = appointment.end + longer
        return end if appointment.lends_along_to(end) else None
    return ends + longer if ends >= appointment.end else None


def _end_at(appointment: Appointment, end: datetime) -> None:
    last = instant_text(appointment.end)
    appointment.services = [
        _until(end, service) if service["end"] == last else service for service in appointment.services
    ]
    appointment.end = end
    appointment.save(update_fields=["end", "services", "updated_at"])


def _until(end: datetime, service: dict[str, Any]) -> dict[str, Any]:
    minutes = (end - datetime.fromisoformat(service["start"])) // MINUTE
    return {**service, "end": instant_text(end), "duration_minutes": minutes}
