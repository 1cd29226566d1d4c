"""What work and parts cost the workshop."""

from typing import Any
from uuid import UUID

from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.errors import refusing
from chassis.locking import locked
from costs.errors import LABOUR_COST_TAKEN, OTHER_CURRENCY
from costs.models import LabourCost, LineCost
from costs.permissions import cost_of
from estimates.actions.locking import line_of, locked_estimate
from projects.locations import location_of


def add_labour_cost(data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> LabourCost:
    """Say what an hour costs from a date on.

    Rule: a location has one cost of an hour a date, in its own currency; work costs what it did on its day.
    Raises InvalidField (400), Conflict (409).
    """
    values = {**data}
    location = location_of(values)
    values.pop("location_id", None)
    if values["hour_currency"] != location.currency:
        raise OTHER_CURRENCY(field="hour", currency=location.currency)
    with refusing(unique_labour_cost=lambda: LABOUR_COST_TAKEN()), transaction.atomic():
        cost = LabourCost.objects.create(location=location, **values)
        store_reply(cost)
    return cost


def change_labour_cost(
    cost_id: UUID, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> LabourCost:
    """Correct what an hour costs, also of work that is done.

    Raises NotFound (404), InvalidField (400), PreconditionFailed (412).
    """
    with transaction.atomic():
        cost = locked(LabourCost.objects.all(), cost_id)
        check_precondition(cost)
        if data.get("hour_currency", cost.hour_currency) != cost.hour_currency:
            raise OTHER_CURRENCY(field="hour", currency=cost.hour_currency)
        cost.update(data)
    return cost


def set_line_cost(
    actor: Actor,
    project_id: UUID,
    line_path: tuple[UUID, UUID],
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> LineCost:
    """Say what one piece of a line is bought in for: a part, a fee, or labour of others.

    Rule: it can be said at any time, and changes nothing of what the customer agrees to.
    Raises NotFound (404), InvalidField (400), PreconditionFailed (412).
    """
    with transaction.atomic():
        _, estimate = locked_estimate(actor, project_id)
        line = line_of(estimate, *line_path)
        cost = cost_of(line)
        check_precondition(cost)
        if data["unit_cost_currency"] != line.currency:
            raise OTHER_CURRENCY(field="unit_cost", currency=line.currency)
        for name, value in data.items():
            setattr(cost, name, value)
        cost.save()
    return cost
