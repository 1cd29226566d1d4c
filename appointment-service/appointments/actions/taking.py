"""Taking a bay and a technician for a while, and what is said when there are none."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments.actions.availability import alternatives, coming_slots
from appointments.actions.reminding import plan_reminders
from appointments.calendar import Calendar, Reason, Slot, has_skill
from appointments.calendar_queries import calendar
from appointments.errors import NOT_A_SLOT, OWN_HOLD, SLOT_TAKEN
from appointments.local_time import Span
from appointments.models import Allocation, Appointment, Hold, ResourceKind
from chassis.auth import Actor
from resources.models import Policy, ServiceType

# The columns that whoever takes time has from it.
PLACED = ("start", "end", "time_zone", "bay", "employee_id", "services", "reminders_due")
WHY = {
    Reason.CLOSED: "The workshop is not open for the whole of that time.",
    Reason.BETWEEN_SLOTS: "There is no slot at that minute.",
    Reason.BEYOND_HORIZON: "The workshop does not take bookings that far ahead yet.",
    Reason.TOO_SOON: "That is too soon, or in the past.",
    Reason.NO_BAY: "The workshop has no bay for this service.",
    Reason.NO_SKILLED_TECHNICIAN: "Nobody with the skill for this service is at work then.",
    Reason.NO_EQUIPMENT: "The workshop has not all the equipment for this service.",
    Reason.NOT_OFFERED_THEN: "The workshop does not do this service then.",
    Reason.FULL: "That time has just been taken.",
}


class Taker(Protocol):
    """Whatever takes time by a reservation of its own: it is given a start, a bay and a technician."""

    reservation: Any
    start: Any
    end: Any
    bay: Any
    employee_id: Any

    def place(self) -> None: ...


class Unbookable(Exception):
    """The service cannot start then."""

    def __init__(self, reason: Reason, known: Calendar, start: datetime) -> None:
        super().__init__(reason)
        self.reason = reason
        self.service_type = known.service_type
        self.start = start
        self.wanted = known.occupied_from(start)


def take(
    taker: Taker,
    service_type: ServiceType,
    start: datetime,
    now: datetime,
    policy: Policy | None = None,
) -> None:
    """Give `taker` a start, a bay and a technician. Raises Unbookable."""
    known = calendar(service_type, Span(start, start), now, policy)
    verdict = known.judge(start)
    if isinstance(verdict, Reason):
        raise Unbookable(verdict, known, start)
    if not _claim(taker, verdict, known):
        raise Unbookable(Reason.FULL, known, start)
    if isinstance(taker, Appointment):
        plan_reminders(taker, known.policy, timezone.now())


def take_from_now(appointment: Appointment, now: datetime) -> bool:
    """Give a vehicle that is here on another day what is free from now on, whatever the hours say.

    Whether there was something.
    """
    service_type = appointment.service_type
    known = calendar(service_type, Span(now, now), now)
    skill, today = service_type.required_skill, known.day_of(now)
    skilled = [who for who in known.technicians if has_skill(who, skill, today)]
    occupied = Span(now, now + known.occupation)
    return _claim(appointment, known.with_what_is_free(now.replace(microsecond=0), occupied, skilled), known)


def take_next(appointment: Appointment, begin: datetime, now: datetime) -> bool:
    """Give an appointment the next start from `begin` on that can be booked, looked for as for alternatives.

    Rule: with its own technician, if they are free then. Whether there was one.
    """
    for known, slot in coming_slots(appointment.service_type, max(begin, now), now):
        own = _with_technician(slot, appointment.employee_id)
        if _claim(appointment, own, known) or _claim(appointment, slot, known):
            return True
    return False


@contextmanager
def offering_alternatives(actor: Actor, used: UUID | None = None) -> Iterator[None]:
    """Around the transaction: refuse what cannot be booked, and name what can.

    Rule: whose own hold is in the way is told so, and which one; the hold that was `used` is not in its own.
    """
    try:
        yield
    except Unbookable as unbookable:
        refused = unbookable
    else:
        return
    instead = alternatives(refused.service_type, refused.start)
    if refused.reason is not Reason.FULL:
        raise NOT_A_SLOT(why=WHY[refused.reason], reason=str(refused.reason), alternatives=instead)
    own = _own_hold_in_the_way(actor.id, used, refused.wanted)
    if own:
        raise OWN_HOLD(hold_id=own.id, alternatives=instead)
    raise SLOT_TAKEN(alternatives=instead)


def _own_hold_in_the_way(holder_id: UUID, used: UUID | None, wanted: Span) -> Hold | None:
    own = Hold.objects.unexpired(timezone.now()).filter(holder_id=holder_id)
    if used:
        own = own.exclude(pk=used)
    return own.filter(reservation__allocations__during__overlap=wanted).order_by("start").first()


def _claim(taker: Taker, slot: Slot, known: Calendar) -> bool:
    """Take the first of each kind that nobody else takes at the same moment.

    The calendar was read before: what another request has taken since then is passed over. Ends after as many
    attempts as there are resources, because each that fails drops one of them.
    """
    needs = known.fairest_first(slot)
    while all(need.is_met for need in needs):
        chosen = [(need.kind, one) for need in needs for one in need.resources[: need.count]]
        before = transaction.savepoint()
        wanted = [(kind, one.id) for kind, one in chosen]
        taken = Allocation.objects.claim(taker.reservation, wanted, slot.occupied)
        if len(taken) == len(wanted):
            transaction.savepoint_commit(before)
            _give(taker, slot, dict(chosen))
            return True
        transaction.savepoint_rollback(before)
        lost = {resource_id for _, resource_id in wanted} - taken
        needs = [
            need._replace(resources=[one for one in need.resources if one.id not in lost]) for need in needs
        ]
    return False


def _with_technician(slot: Slot, employee_id: UUID) -> Slot:
    needs = [
        need._replace(resources=[who for who in need.resources if who.id == employee_id])
        if need.kind == ResourceKind.TECHNICIAN
        else need
        for need in slot.needs
    ]
    return slot._replace(needs=needs)


def _give(taker: Taker, slot: Slot, chosen: dict[str, Any]) -> None:
    taker.start, taker.end = slot.start, slot.end
    taker.bay, taker.employee_id = chosen[ResourceKind.BAY], chosen[ResourceKind.TECHNICIAN].id
    taker.place()
