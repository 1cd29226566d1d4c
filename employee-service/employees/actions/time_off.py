"""Time off: asked for, decided on, and taken back."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor, Permission
from chassis.errors import NotFound, refusing
from chassis.locking import locked
from employees import events
from employees.errors import OWN_TIME_OFF, TIME_OFF_BEGUN, TIME_OFF_OVERLAPS, TOO_MUCH_TIME_OFF
from employees.models import Employee, TimeOff
from employees.permissions import employees_visible_to, time_off_visible_to
from employees.statuses import TRANSITIONS, TimeOffStatus

# Of one employee, of what is not over.
MOST_TIME_OFF = 100


def request_time_off(
    actor: Actor, employee_id: uuid.UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> TimeOff:
    """Ask for time off, or enter somebody's.

    Rule: employees ask for their own, and it counts once somebody else has approved it; whoever may manage
    people enters that of others, and it counts at once.
    Rule: what waits or is approved does not overlap other such time off of the same employee.
    Raises NotFound (404) for a colleague's, Conflict (409) time_off_overlaps or too_much_time_off.
    """
    is_own = employee_id == actor.id
    if not (is_own or actor.may(Permission.MANAGE_PEOPLE)):
        raise NotFound
    with refusing(time_off_does_not_overlap=TIME_OFF_OVERLAPS), transaction.atomic():
        if is_own:
            Employee.objects.of_account(actor.id, actor.role)
        employee = locked(employees_visible_to(actor), employee_id)
        _check_limit(employee)
        time_off = TimeOff(employee=employee, status=TimeOffStatus.PENDING, requested_by=actor.id, **data)
        if is_own:
            time_off.save()
        else:
            _become(time_off, "approve", actor)
        store_reply(time_off)
    return time_off


def approve_time_off(
    actor: Actor, time_off_id: uuid.UUID, *, store_reply: StoreReply = store_no_reply
) -> TimeOff:
    """Let somebody have the time off that they asked for.

    Rule: nobody decides on their own but an admin.
    Raises NotFound (404), Forbidden (403) own_time_off, Conflict (409) illegal_transition.
    """
    with transaction.atomic():
        time_off = _locked_of_another(actor, time_off_id)
        _become(time_off, "approve", actor)
        store_reply(time_off)
    return time_off


def reject_time_off(
    actor: Actor, time_off_id: uuid.UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> TimeOff:
    """Do not let somebody have it; the reason is for them. Raises what approve_time_off does."""
    with transaction.atomic():
        time_off = _locked_of_another(actor, time_off_id)
        _become(time_off, "reject", actor, data.get("reason", ""))
        store_reply(time_off)
    return time_off


def cancel_time_off(
    actor: Actor, time_off_id: uuid.UUID, *, store_reply: StoreReply = store_no_reply
) -> TimeOff:
    """Take time off back, so that the hours count again.

    Rule: employees take back their own until it has begun, if it was approved; whoever may manage people
    that of others at any time, and an admin their own too.
    Raises NotFound (404), Conflict (409) illegal_transition or time_off_begun.
    """
    with transaction.atomic():
        time_off = _locked(actor, time_off_id)
        before = time_off.status
        TRANSITIONS.after(before, "cancel")
        is_own = time_off.employee_id == actor.id and not actor.is_admin
        if is_own and before == TimeOffStatus.APPROVED and time_off.start <= timezone.now():
            raise TIME_OFF_BEGUN(start=time_off.start)
        _become(time_off, "cancel", actor)
        store_reply(time_off)
    return time_off


def _check_limit(employee: Employee) -> None:
    if employee.time_off.standing().not_over(timezone.now()).count() >= MOST_TIME_OFF:
        raise TOO_MUCH_TIME_OFF(most=MOST_TIME_OFF)


def _locked_of_another(actor: Actor, time_off_id: uuid.UUID) -> TimeOff:
    time_off = _locked(actor, time_off_id)
    if time_off.employee_id == actor.id and not actor.is_admin:
        raise OWN_TIME_OFF()
    return time_off


def _locked(actor: Actor, time_off_id: uuid.UUID) -> TimeOff:
    """With the employee's row locked first, as by all who publish what they are at."""
    visible = time_off_visible_to(actor)
    employee_id = visible.filter(pk=time_off_id).values_list("employee_id", flat=True).first()
    if employee_id is None:
        raise NotFound
    employee = locked(Employee.objects.all(), employee_id)
    time_off = locked(visible, time_off_id)
    time_off.employee = employee
    return time_off


def _become(time_off: TimeOff, verb: str, actor: Actor, reason: str = "") -> None:
    """Rule: what was approved, or is now, concerns the calendar, and all are told."""
    before = time_off.status
    time_off.status = TRANSITIONS.after(before, verb)
    time_off.decided_by, time_off.decided_at, time_off.reason = actor.id, timezone.now(), reason
    time_off.save()
    if TimeOffStatus.APPROVED in {before, time_off.status}:
        changes = {f"time_off.{time_off.id}": [str(before), str(time_off.status)]}
        events.employee_changed(time_off.employee, changes)
