"""Taking bays and technicians for a while, and what is said when there are none."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar
from uuid import UUID

from django.utils import timezone

from appointments.actions.availability import alternatives, coming_slots
from appointments.actions.reminding import plan_reminders
from appointments.actions.vehicles import is_there, other_booking, vehicle_of
from appointments.assignment import AssignmentReason, why_chosen
from appointments.calendar import Calendar, Reason, Slot
from appointments.calendar_queries import Scope, calendar, visit_of
from appointments.calendar_rows import Has, HeldRow
from appointments.claims import Claim
from appointments.errors import HOLD_EXPIRED, NOT_A_SLOT, OWN_HOLD, SLOT_TAKEN, VEHICLE_TAKEN
from appointments.fairness import fairest_first
from appointments.local_time import Span
from appointments.models import Allocation, Appointment, Expired, Lost, ResourceKind
from appointments.needs import Choice, choose
from appointments.parts import Part
from appointments.visit import LONGEST_LOAN, Visit
from chassis.auth import Actor
from resources.models import Policy, Technician

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
# The columns that whoever takes time has from it.
PLACED = (
    "start", "end", "time_zone", "bay", "employee_id", "assignment_reason", "other_bay_ids",
    "other_employee_ids", "services", "reminders_due", "lent",
)  # fmt: skip
WHY = {
    Reason.CLOSED: "The workshop is not open for the whole of that time.",
    Reason.BETWEEN_SLOTS: "There is no slot at that minute.",
    Reason.BEYOND_HORIZON: "The workshop does not take bookings that far ahead yet.",
    Reason.TOO_SOON: "That is too soon, or in the past.",
    Reason.NO_BAY: "The workshop has no bay for this service.",
    Reason.NO_SKILLED_TECHNICIAN: "Nobody with the skill for this service is at work then.",
    Reason.NO_EQUIPMENT: "The workshop has not all the equipment for this service.",
    Reason.NOTHING_TO_LEND: "The workshop has nothing of that kind to lend.",
    Reason.LENT_TOO_LONG: f"What is lent is lent for at most {LONGEST_LOAN.days} days.",
    Reason.NOT_OFFERED_THEN: "The workshop does not do this service then.",
    Reason.FULL: "That time has just been taken.",
}


class Taker(Protocol):
    """Whatever takes time by a reservation of its own: it is given a start, and of each of its services a bay
    and a technician."""

    reservation: Any
    reservation_id: Any
    start: Any
    end: Any
    bay: Any
    employee_id: Any

    def note_assignment(self, reason: AssignmentReason) -> None: ...

    def place(self, parts: Sequence[Part]) -> None: ...


class Unbookable(Exception):
    """The visit cannot start then. `has` is what they have who wanted it, if that is known."""

    def __init__(
        self,
        reason: Reason,
        visit: Visit,
        start: datetime,
        vehicle_id: UUID | None = None,
        has: Has | None = None,
    ) -> None:
        super().__init__(reason)
        self.vehicle_id = vehicle_id
        self.reason = reason
        self.visit = visit
        self.start = start
        self.has = has

    def own_hold(self, used: UUID | None) -> HeldRow | None:
        """Their first hold that takes up some of what they wanted, but for the one that was used for it."""
        wanted = self.visit.occupied.after(self.start)
        others = [one for one in self.has.holds if one.id != used] if self.has else []
        return next((one for one in others if wanted.overlaps(Span(one.begins, one.ends))), None)


class VehicleElsewhere(Unbookable):
    """The vehicle is in another booking meanwhile."""

    def __init__(self, slot: Slot, vehicle_id: UUID) -> None:
        super().__init__(Reason.FULL, slot.visit, slot.start, vehicle_id)
        self.presence = (vehicle_id, Span(slot.start, slot.end))


def anew_when_lost(action: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Do all of an action again when somebody else has taken at the same moment what it chose.

    It has given back whatever it took, so that nobody waits for somebody who waits, and chooses by the
    calendar as it is then. Each time there is less to choose from, so that it ends.
    """

    @wraps(action)
    def act(*arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
        while True:
            try:
                return action(*arguments, **named)
            except Lost:
                continue

    return act


def take(
    taker: Taker,
    known: Calendar,
    start: datetime,
    has: Has | None = None,
    preferred: UUID | None = None,
    *,
    used: Sequence[UUID] = (),
) -> None:
    """Give `taker` a start, and for each service a bay and a technician, the preferred one if they can: all
    of it or nothing, in the place of what it has and of the reservations that are `used` for it.

    Raises Unbookable, Lost or Expired.
    """
    vehicle_id = vehicle_of(taker, known.policy)
    verdict = known.judge(start)
    if isinstance(verdict, Reason):
        raise Unbookable(verdict, known.visit, start, vehicle_id, has)
    if vehicle_id and not is_there(vehicle_id, verdict, known):
        raise VehicleElsewhere(verdict, vehicle_id)
    _claim(taker, verdict, known, preferred, used)
    if isinstance(taker, Appointment):
        plan_reminders(taker, known.policy, timezone.now())


def take_from_now(appointment: Appointment, now: datetime) -> bool:
    """Give a vehicle that is here on another day what is free from now on, whatever the hours say.

    Whether there was something.
    """
    known = calendar(visit_of(appointment), Span(now, now), now, scope=_in_place_of(appointment))
    slot = known.from_now(now)
    if not (slot.capacity_left and is_there(vehicle_of(appointment, known.policy), slot, known)):
        return False
    _claim(appointment, slot, known)
    return True


def take_next(appointment: Appointment, begin: datetime, now: datetime) -> bool:
    """Give an appointment the next start from `begin` on that can be booked, looked for as for alternatives.

    Rule: with its own technicians, if they are free then. Whether there was one.
    """
    visit = visit_of(appointment)
    technician, reason = appointment.employee_id, appointment.assignment_reason
    theirs = [UUID(one["employee_id"]) for one in appointment.services]
    for known, slot in coming_slots(visit, max(begin, now), now, _in_place_of(appointment)):
        if not is_there(vehicle_of(appointment, known.policy), slot, known):
            continue
        with_theirs = _with_technicians(slot, theirs)
        _claim(appointment, with_theirs if with_theirs.capacity_left else slot, known)
        if appointment.employee_id == technician:
            appointment.assignment_reason = reason
        return True
    return False


def _in_place_of(appointment: Appointment) -> Scope:
    return Scope([appointment.reservation_id], vehicle_id=appointment.vehicle_id, whole_weeks=True)


@contextmanager
def offering_alternatives(actor: Actor, used: UUID | None = None) -> Iterator[None]:
    """Around the transaction: refuse what cannot be booked, and name what can.

    Rule: whose own hold is in the way is told so, and which one; the hold that was `used` is not in its own.
    """
    try:
        yield
    except Expired:
        raise HOLD_EXPIRED() from None
    except Unbookable as unbookable:
        refused = unbookable
    else:
        return
    instead = alternatives(refused.visit, refused.start, refused.vehicle_id)
    if isinstance(refused, VehicleElsewhere):
        raise VEHICLE_TAKEN(alternatives=instead, **other_booking(actor, *refused.presence))
    if refused.reason is not Reason.FULL:
        raise NOT_A_SLOT(why=WHY[refused.reason], reason=str(refused.reason), alternatives=instead)
    own = refused.own_hold(used)
    if own:
        raise OWN_HOLD(hold_id=own.id, alternatives=instead)
    raise SLOT_TAKEN(alternatives=instead)


def _claim(
    taker: Taker,
    slot: Slot,
    known: Calendar,
    preferred: UUID | None = None,
    used: Sequence[UUID] = (),
) -> None:
    """Take the vehicle and what is chosen. Raises Lost where somebody else takes some of it at the same
    moment."""
    able = _able_to_begin(slot)
    chosen = choose(fairest_first(known, slot, preferred).needs)
    places = [Claim(need.kind, one.id, need.during) for need, resources in chosen for one in resources]
    claims = [*_vehicle(taker, slot, known.policy), *places]
    until = None if isinstance(taker, Appointment) else taker.reservation.expires_at
    Allocation.objects.take(taker.reservation_id, claims, timezone.now(), until=until, used=used)
    _give(taker, slot, chosen)
    taker.note_assignment(why_chosen(taker.employee_id, able, preferred))


def _vehicle(taker: Taker, slot: Slot, policy: Policy) -> list[Claim]:
    """Rule: it is there from the start to the end of the work, and not in the buffers."""
    vehicle_id = vehicle_of(taker, policy)
    return [Claim(ResourceKind.VEHICLE, vehicle_id, Span(slot.start, slot.end))] if vehicle_id else []


def _able_to_begin(slot: Slot) -> list[Technician]:
    """Who could do the first service."""
    needs = (need for need in slot.needs if need.kind == ResourceKind.TECHNICIAN and 0 in need.steps)
    return next(need.resources for need in needs)


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
    for need, (one, *_) in chosen:
        if need.kind == ResourceKind.LENDABLE and isinstance(taker, Appointment):
            taker.lend(one, slot.visit.requested.lent_until_from(slot.start), need.during)
