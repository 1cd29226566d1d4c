"""The plans that the workshop advises."""

from typing import Any
from uuid import UUID

from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.errors import refusing
from chassis.locking import locked
from service_plans.clients import check_service_type
from service_plans.errors import INTERVAL_REQUIRED, PLAN_NAME_TAKEN
from service_plans.models import ServicePlan


def add_plan(actor: Actor, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> ServicePlan:
    """Advise how often a service is done.

    Rule: a plan is due by distance, by months, or by whichever of both comes first.
    Raises InvalidField (400) without an interval or for a service that is not offered, Conflict (409)
    plan_name_taken, UpstreamUnavailable (503) when nobody can say what is offered.
    """
    check_interval(data.get("every_km"), data.get("every_months"))
    check_service_type(actor, data["service_type"])
    taken = refusing(unique_service_plan=lambda: PLAN_NAME_TAKEN(name=data["name"]))
    with taken, transaction.atomic():
        plan = ServicePlan.objects.create(**data)
        store_reply(plan)
    return plan


def change_plan(
    plan_id: UUID, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> ServicePlan:
    """Change a plan.

    Rule: a reminder keeps what the plan was when it was made; another plan counts for those made afterwards.
    Raises NotFound (404), InvalidField (400), Conflict (409) plan_name_taken, PreconditionFailed (412).
    """
    taken = refusing(unique_service_plan=lambda: PLAN_NAME_TAKEN(name=data["name"]))
    with taken, transaction.atomic():
        plan = locked(ServicePlan.objects.all(), plan_id)
        check_precondition(plan)
        check_interval(data.get("every_km", plan.every_km), data.get("every_months", plan.every_months))
        plan.update(data)
    return plan


def check_interval(every_km: int | None, every_months: int | None) -> None:
    """Raises InvalidField (400) where neither is given."""
    if every_km is None and every_months is None:
        raise INTERVAL_REQUIRED(field="every_months")
