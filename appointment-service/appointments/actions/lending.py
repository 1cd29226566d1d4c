"""What customers are lent: for longer, and back again."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments import events
from appointments.actions.history import record
from appointments.claims import Claim
from appointments.errors import BEFORE_START, LENT_TO_ANOTHER, NOT_LATER, NOTHING_LENT, RANGE_TOO_LONG
from appointments.local_time import Span, instant_text
from appointments.models import Allocation, Appointment, Reservation, ResourceKind
from appointments.permissions import appointments_visible_to
from appointments.statuses import Visibility
from appointments.visit import LONGEST_LOAN
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.locking import locked


def lend_until(
    actor: Actor, appointment_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Appointment:
    """Let a customer have what they are lent until another moment.

    Rule: what is due already is taken back, and not due before now.
    Rule: for longer only as long as nobody else is to have it, and they are named; never longer than a
    booking may have it.
    Raises NotFound (404), InvalidField (400), Conflict (409) nothing_lent, not_later or lent_to_another.
    """
    with transaction.atomic():
        appointment = locked(appointments_visible_to(actor), appointment_id)
        lent, use = _lent(appointment)
        now, until = timezone.now(), data["lent_until"]
        if until <= use.during.lower:
            raise BEFORE_START(field="lent_until")
        if until <= now:
            raise NOT_LATER(earliest=now)
        if until > appointment.start + LONGEST_LOAN:
            raise RANGE_TOO_LONG(field="lent_until", days=LONGEST_LOAN.days)
        if until != use.during.upper:
            Reservation.objects.delete_expired(now)
            if not _last_until(appointment, use, until):
                raise _taken_by_another(use, until)
            _keep_due(appointment, {**lent, "until": instant_text(until)}, until, actor.id)
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


def give_back(appointment: Appointment, moment: datetime, actor_id: UUID) -> None:
    """Free what is lent with an appointment that is locked.

    Rule: what comes back is free from then on; what comes back late was lent until then, as far as nobody
    else was to have it.
    """
    if not appointment.is_lent:
        return
    lent, use = dict(appointment.lent or {}), _use_of(appointment)
    if use and moment > use.during.lower:
        _last_until(appointment, use, moment)
    elif use:
        use.delete()
    returned = {**lent, "returned_at": instant_text(moment)}
    _keep(appointment, returned, actor_id, f"{lent['name']} is back")


def lend_along(appointment: Appointment, end: datetime, actor_id: UUID) -> None:
    """Note of an appointment that is locked, and has its old end still, that its loan is due at the new one,
    if it goes along."""
    if appointment.lends_along_to(end):
        _keep_due(appointment, dict(appointment.lent or {}), end, actor_id)


def _lent(appointment: Appointment) -> tuple[dict[str, Any], Allocation]:
    """What is lent, and the time that it takes. Raises Conflict (409) nothing_lent."""
    use = _use_of(appointment)
    if use is None or not appointment.is_lent:
        raise NOTHING_LENT()
    return dict(appointment.lent or {}), use


def _use_of(appointment: Appointment) -> Allocation | None:
    return appointment.allocations.filter(kind=ResourceKind.LENDABLE).first()


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


def _keep_due(appointment: Appointment, lent: dict[str, Any], until: datetime, actor_id: UUID) -> None:
    due = instant_text(until)
    _keep(appointment, {**lent, "ends": due}, actor_id, f"lends {lent['name']} until {due}")


def _keep(appointment: Appointment, lent: dict[str, Any], actor_id: UUID, line: str) -> None:
    appointment.lent = lent
    appointment.save(update_fields=["lent", "updated_at"])
    record(appointment, appointment.status, actor_id, line, Visibility.INTERNAL)
    events.loan_changed(appointment)
