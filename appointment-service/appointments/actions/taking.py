"""Taking bays and technicians for a while, and what is said when there are none."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments.actions.availability import alternatives, coming_slots
from appointments.actions.reminding import plan_reminders
from appointments.actions.vehicles import is_elsewhere, other_booking, vehicle_of
from appointments.assignment import AssignmentReason, why_chosen
from appointments.calendar import Calendar, Reason, Slot
from appointments.calendar_queries import calendar, visit_of
from appointments.claims import Claim, Key
from appointments.errors import NOT_A_SLOT, OWN_HOLD, SLOT_TAKEN, VEHICLE_TAKEN
from appointments.fairness import fairest_first
from appointments.local_time import Span
from appointments.models import Allocation, Appointment, Hold, ResourceKind
from appointments.needs import Choice, choose
from appointments.parts import Part
from appointments.visit import Visit
from chassis.auth import Actor
from resources.models import Policy, Technician

# The columns that whoever takes time has from it.
PLACED = (
    "start", "end", "time_zone", "bay", "employee_id", "assignment_reason", "other_bay_ids",
    "other_employee_ids", "services", "reminders_due",
)  # fmt: skip
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
    """Whatever takes time by a reservation of its own: it is given a start, and of each of its services a bay
    and a technician."""

    reservation: Any
    start: Any
    end: Any
    bay: Any
    employee_id: Any

    def note_assignment(self, reason: AssignmentReason) -> None: ...

    def place(self, parts: Sequence[Part]) -> None: ...


class Unbookable(Exception):
    """The visit cannot start then."""

    def __init__(self, reason: Reason, visit: Visit, start: datetime, vehicle_id: UUID | None = None) -> None:
        super().__init__(reason)
        self.vehicle_id = vehicle_id
        self.reason = reason
        self.visit = visit
        self.start = start
        self.wanted = visit.occupied.after(start)


class VehicleElsewhere(Unbookable):
    """The vehicle is in another booking meanwhile."""

    def __init__(self, slot: Slot, vehicle_id: UUID) -> None:
        super().__init__(Reason.FULL, slot.visit, slot.start, vehicle_id)
        self.presence = (vehicle_id, Span(slot.start, slot.end))


def take(
    taker: Taker,
    visit: Visit,
    start: datetime,
    now: datetime,
    policy: Policy | None = None,
    preferred: UUID | None = None,
) -> None:
    """Give `taker` a start, and for each service a bay and a technician, the preferred one if they can: all
    of it or nothing.

    Raises Unbookable.
    """
    known = calendar(visit, Span(start, start), now, policy, whole_weeks=True)
    vehicle_id = vehicle_of(taker, known.policy)
    verdict = known.judge(start)
    if isinstance(verdict, Reason):
        raise Unbookable(verdict, visit, start, vehicle_id)
    if not _claim(taker, verdict, known, preferred):
        if vehicle_id and is_elsewhere(taker, Span(verdict.start, verdict.end)):
            raise VehicleElsewhere(verdict, vehicle_id)
        raise Unbookable(Reason.FULL, visit, start, vehicle_id)
    if isinstance(taker, Appointment):
        plan_reminders(taker, known.policy, timezone.now())


def take_from_now(appointment: Appointment, now: datetime) -> bool:
    """Give a vehicle that is here on another day what is free from now on, whatever the hours say.

    Whether there was something.
    """
    known = calendar(visit_of(appointment), Span(now, now), now, whole_weeks=True)
    return _claim(appointment, known.from_now(now), known)


def take_next(appointment: Appointment, begin: datetime, now: datetime) -> bool:
    """Give an appointment the next start from `begin` on that can be booked, looked for as for alternatives.

    Rule: with its own technicians, if they are free then. Whether there was one.
    """
    visit = visit_of(appointment)
    technician, reason = appointment.employee_id, appointment.assignment_reason
    theirs = [UUID(one["employee_id"]) for one in appointment.services]
    for known, slot in coming_slots(visit, max(begin, now), now, whole_weeks=True):
        if _claim(appointment, _with_technicians(slot, theirs), known) or _claim(appointment, slot, known):
            if appointment.employee_id == technician:
                appointment.assignment_reason = reason
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
    instead = alternatives(refused.visit, refused.start, refused.vehicle_id)
    if isinstance(refused, VehicleElsewhere):
        raise VEHICLE_TAKEN(alternatives=instead, **other_booking(actor, *refused.presence))
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


def _claim(taker: Taker, slot: Slot, known: Calendar, preferred: UUID | None = None) -> bool:
    """Take the vehicle and what is chosen, all of it together, that nobody else takes at the same moment.

    The calendar was read before: what another request has taken since then is passed over, and chosen anew.
    Ends after as many attempts as there are resources, because each that fails drops one of them.
    """
    vehicle, able = _vehicle(taker, slot, known.policy), _able_to_begin(slot)
    slot = fairest_first(known, slot, preferred)
    while slot.capacity_left:
        chosen = choose(slot.needs)
        before = transaction.savepoint()
        places = [Claim(need.kind, one.id, need.during) for need, resources in chosen for one in resources]
        claims = [*vehicle, *places]
        taken = Allocation.objects.claim(taker.reservation, claims)
        if len(taken) == len(claims):
            transaction.savepoint_commit(before)
            _give(taker, slot, chosen)
            taker.note_assignment(why_chosen(taker.employee_id, able, preferred))
            return True
        transaction.savepoint_rollback(before)
        lost = {claim.key for claim in claims} - taken
        if any(claim.key in lost for claim in vehicle):
            return False
        slot = _without(slot, lost)
    return False


def _vehicle(taker: Taker, slot: Slot, policy: Policy) -> list[Claim]:
    """Rule: it is there from the start to the end of the work, and not in the buffers."""
    vehicle_id = vehicle_of(taker, policy)
    return [Claim(ResourceKind.VEHICLE, vehicle_id, Span(slot.start, slot.end))] if vehicle_id else []


def _able_to_begin(slot: Slot) -> list[Technician]:
    """Who could do the first service."""
    needs = (need for need in slot.needs if need.kind == ResourceKind.TECHNICIAN and 0 in need.steps)
    return next(need.resources for need in needs)


def _without(slot: Slot, lost: set[Key]) -> Slot:
    return slot.only(lambda need, one: (one.id, need.during.start) not in lost)


def _with_technicians(slot: Slot, employee_ids: list[UUID]) -> Slot:
    """With these alone, each for the service of their place."""
    return slot.only(
        lambda need, one: need.kind != ResourceKind.TECHNICIAN or one.id == employee_ids[need.steps[0]]
    )


def _give(taker: Taker, slot: Slot, chosen: list[Choice]) -> None:
    bays, technicians = (
        {step: one for need, (one, *_) in chosen if need.kind == kind for step in need.steps}
        for kind in (ResourceKind.BAY, ResourceKind.TECHNICIAN)
    )
    taker.start, taker.end = slot.start, slot.end
    taker.bay, taker.employee_id = bays[0], technicians[0].id
    parts = []
    for number, step in enumerate(slot.visit.steps):
        during = step.work.after(slot.start)
        parts.append(Part(step.service_type.code, *during, bays[number].id, technicians[number].id))
    taker.place(parts)
