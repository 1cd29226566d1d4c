"""What customers are lent: for longer, and back again."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments import events
from appointments.actions.history import record
from appointments.claims import Claim
from appointments.errors import BEFORE_START, LENT_TO_ANOTHER, NOTHING_LENT
from appointments.local_time import Span, instant_text
from appointments.models import Allocation, Appointment, Reservation, ResourceKind
from appointments.permissions import appointments_visible_to
from appointments.statuses import Visibility
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.locking import locked


def lend_until(
    actor: Actor, appointment_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Appointment:
    """Let a customer have what they are lent until another moment.

    Rule: for longer only as long as nobody else is to have it, and they are named.
    Raises NotFound (404), InvalidField (400), Conflict (409) nothing_lent or lent_to_another.
    """
    with transaction.atomic():
        appointment = locked(appointments_visible_to(actor), appointment_id)
        lent, use = _lent(appointment)
        until = data["lent_until"]
        if until <= use.during.lower:
            raise BEFORE_START(field="lent_until")
        Reservation.objects.delete_expired(timezone.now())
        if not _last_until(appointment, use, until):
            raise _taken_by_another(use, until)
        ends = {"until": instant_text(until), "ends": instant_text(until)}
        _keep(appointment, {**lent, **ends}, actor.id, f"lends {lent['name']} until {instant_text(until)}")
        store_reply(appointment)
    return appointment


def take_back(actor: Actor, appointment_id: UUID, *, store_reply: StoreReply = store_no_reply) -> Appointment:
    """Note that what was lent is back.

    Raises NotFound (404), Conflict (409) nothing_lent.
    """
    with transaction.atomic():
        appointment = locked(appointments_visible_to(actor), appointment_id)
        _lent(appointment)
        give_back(appointment, timezone.now(), actor.id)
        store_reply(appointment)
    return appointment


def give_back(appointment: Appointment, moment: datetime, actor_id: UUID | None = None) -> None:
    """Free what is lent with an appointment that is locked.

    Rule: what comes back is free from then on; what comes back late was lent until then, as far as nobody
    else was to have it.
    """
    if not appointment.is_lent:
        return
    lent, use = _lent(appointment)
    if moment > use.during.lower:
        _last_until(appointment, use, moment)
    else:
        use.delete()
    returned = {**lent, "returned_at": instant_text(moment)}
    _keep(appointment, returned, actor_id or appointment.customer_id, f"{lent['name']} is back")


def _lent(appointment: Appointment) -> tuple[dict[str, Any], Allocation]:
    """What is lent, and the time that it takes. Raises Conflict (409) nothing_lent."""
    use = appointment.allocations.filter(kind=ResourceKind.LENDABLE).first()
    if use is None or not appointment.is_lent:
        raise NOTHING_LENT()
    return dict(appointment.lent or {}), use


def _last_until(appointment: Appointment, use: Allocation, moment: datetime) -> bool:
    """Whether it could, for nobody else is to have it by then.

    What is longer is claimed as a booking claims it: an update of a row that others want could wait for one
    that waits.
    """
    begin, end = use.during.lower, use.during.upper
    if moment > end:
        longer = Claim(ResourceKind.LENDABLE, use.resource_id, Span(end, moment))
        if not Allocation.objects.claim(appointment.reservation, [longer]):
            return False
        appointment.allocations.filter(kind=ResourceKind.LENDABLE).exclude(pk=use.pk).delete()
    Allocation.objects.filter(pk=use.pk).update(during=Span(begin, moment))
    return True


def _taken_by_another(use: Allocation, until: datetime) -> Exception:
    wanted = Span(use.during.lower, until)
    others = Allocation.objects.filter(resource_id=use.resource_id, during__overlap=wanted)
    first = others.exclude(pk=use.pk).order_by("during").first()
    if first is None:
        return LENT_TO_ANOTHER(start=until)
    found = Appointment.objects.filter(reservation_id=first.reservation_id).first()
    return LENT_TO_ANOTHER(start=first.during.lower, appointment_id=found and found.id)


def _keep(appointment: Appointment, lent: dict[str, Any], actor_id: UUID, line: str) -> None:
    appointment.lent = lent
    appointment.save(update_fields=["lent", "updated_at"])
    record(appointment, appointment.status, actor_id, line, Visibility.INTERNAL)
    events.loan_changed(appointment)
