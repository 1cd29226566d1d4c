"""The reminders of a vehicle."""

from typing import Any
from uuid import UUID

from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, forget_replies, store_no_reply
from chassis.auth import Actor
from chassis.errors import refusing
from chassis.locking import locked
from service_plans.actions.due import announce, set_due
from service_plans.actions.plans import check_interval
from service_plans.clients import check_service_type
from service_plans.errors import (
    DONE_AHEAD,
    DONE_IN_FUTURE,
    FOLLOWS_DOCUMENT,
    NO_SUCH_PLAN,
    OWN_REQUIRED,
    PLAN_INACTIVE,
    PLAN_OR_OWN,
    REMINDER_EXISTS,
)
from service_plans.forecast import Known
from service_plans.models import Reminder, ServicePlan
from service_plans.permissions import known_of, reminders_of
from vehicles.permissions import check_sees_vehicle, vehicles_visible_to

OF_A_PLAN = ("service_type", "every_km", "every_months", "due_soon_km", "due_soon_days")
OWN = ("title", "service_type")


def make_reminder(
    actor: Actor, vehicle_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Reminder:
    """Be reminded of a service, by a plan or by an interval of one's own.

    Rule: the owner and the staff make reminders, one of a plan; what was never done counts from today.
    Rule: a distance counts from the first reading where the odometer was never read.
    Raises NotFound (404), InvalidField (400), Conflict (409) reminder_exists, Unprocessable (422) done_ahead,
    UpstreamUnavailable (503) when nobody can say what is offered.
    """
    check_sees_vehicle(actor, vehicle_id)
    interval = _of_plan(data) if "plan_id" in data else _own(actor, data)
    with refusing(one_reminder_of_a_plan=REMINDER_EXISTS), transaction.atomic():
        vehicle = locked(vehicles_visible_to(actor), vehicle_id, no_key=True)
        known = known_of(actor, vehicle)
        _check_done(data, known)
        data.setdefault("last_done_on", known.today)
        data.setdefault("last_done_km", vehicle.distance_km or None)
        reminder = Reminder(vehicle=vehicle, owner_id=vehicle.owner_id, **{**interval, **data})
        set_due(reminder)
        reminder.save(force_insert=True)
        announce(vehicle, [reminder], known.today)
        reminder.known = known.as_json()  # type: ignore[attr-defined]
        store_reply(reminder)
    return reminder


def change_reminder(
    actor: Actor,
    vehicle_id: UUID,
    reminder_id: UUID,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> Reminder:
    """Change a reminder, or say when the service was done last.

    Rule: when it is due follows from when it was done last; that of a document follows the document alone.
    Raises NotFound (404), InvalidField (400), Conflict (409) follows_document, Unprocessable (422)
    done_ahead, PreconditionFailed (412).
    """
    with transaction.atomic():
        reminder = locked(reminders_of(actor, vehicle_id), reminder_id)
        check_precondition(reminder)
        _check_own(reminder)
        known = Known.of(reminder.known)  # type: ignore[attr-defined]
        _check_done(data, known)
        every_km = data.get("every_km", reminder.every_km)
        check_interval(every_km, data.get("every_months", reminder.every_months))
        if reminder.update(data):
            set_due(reminder)
            reminder.save()
            announce(reminder.vehicle, [reminder], known.today)
    return reminder


def remove_reminder(
    actor: Actor,
    vehicle_id: UUID,
    reminder_id: UUID,
    *,
    check_precondition: Precondition = no_precondition,
) -> None:
    """Be reminded no more.

    Raises NotFound (404), Conflict (409) follows_document, PreconditionFailed (412).
    """
    with transaction.atomic():
        reminder = locked(reminders_of(actor, vehicle_id), reminder_id)
        check_precondition(reminder)
        _check_own(reminder)
        reminder.delete()
        forget_replies(reminder_id)


def _check_own(reminder: Reminder) -> None:
    if reminder.document_id is not None:
        raise FOLLOWS_DOCUMENT(document_id=reminder.document_id)


def _of_plan(data: dict[str, Any]) -> dict[str, Any]:
    for name in (*OWN, "every_km", "every_months"):
        if name in data:
            raise PLAN_OR_OWN(field=name)
    plan = ServicePlan.objects.filter(pk=data["plan_id"]).first()
    if plan is None:
        raise NO_SUCH_PLAN(field="plan_id")
    if not plan.is_active:
        raise PLAN_INACTIVE(field="plan_id", name=plan.name)
    return {"title": plan.name, **{name: getattr(plan, name) for name in OF_A_PLAN}}


def _own(actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
    for name in OWN:
        if name not in data:
            raise OWN_REQUIRED(field=name)
    check_interval(data.get("every_km"), data.get("every_months"))
    check_service_type(actor, data["service_type"])
    return {}


def _check_done(data: dict[str, Any], known: Known) -> None:
    """Rule: what was done last was done by today, and no further on than the vehicle has come."""
    if "last_done_on" in data and data["last_done_on"] > known.today:
        raise DONE_IN_FUTURE(field="last_done_on")
    if (data.get("last_done_km") or 0) > known.distance_km:
        raise DONE_AHEAD(distance_km=known.distance_km)
