"""Up to which total a customer agrees to what turns up."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet, Sum
from django.utils import timezone

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.origins import Origin
from estimates import events
from estimates.actions.decisions import OPEN_FOR_DECISIONS, Decider, decide_about
from estimates.actions.locking import locked_estimate
from estimates.errors import ESTIMATE_CLOSED, OTHER_CURRENCY
from estimates.models import Agreement, Cap, Decision, Estimate, Line
from estimates.permissions import may_decide
from projects.models import Project


def set_cap(
    actor: Actor,
    project_id: UUID,
    data: dict[str, Any],
    origin: Origin,
    *,
    store_reply: StoreReply = store_no_reply,
) -> Cap:
    """Agree in advance to what turns up, up to a total with tax.

    Rule: the customer sets the cap; who may assign work notes what the customer said otherwise, and how. The
    newest one counts. It says nothing about lines that the customer has still to decide about.
    Raises NotFound (404), Forbidden (403), InvalidField (400), Conflict (409) estimate_closed.
    """
    may_decide(actor, data["note"])
    with transaction.atomic():
        project, estimate = locked_estimate(actor, project_id)
        if project.status not in OPEN_FOR_DECISIONS:
            raise ESTIMATE_CLOSED(project_status=project.status)
        if data["currency"] != estimate.currency:
            raise OTHER_CURRENCY(field="cap", currency=estimate.currency)
        _withdraw(estimate)
        cap = estimate.caps.create(
            actor_id=actor.id,
            on_behalf=actor.is_staff,
            address=origin.address,
            user_agent=origin.user_agent,
            **data,
        )
        events.cap_set(project, cap)
        store_reply(cap)
    return cap


def decide_within_cap(project: Project, estimate: Estimate) -> None:
    """Rule: what turns up after the cap was set is authorised by itself when it is sent, if all that is
    agreed to and all that is new stay within the cap together; otherwise each line is decided about. What the
    customer has ever declined or deferred, here or on work of before, they decide about themselves."""
    cap = estimate.caps.filter(withdrawn_at__isnull=True).first()
    if cap is None:
        return
    lines = Line.objects.filter(job__estimate=estimate)
    refused = Agreement.objects.filter(sent__estimate=estimate).exclude(decision=Decision.AUTHORISED)
    since = lines.filter(decision=Decision.PENDING, created_at__gt=cap.created_at, takes_up__isnull=True)
    new = since.exclude(pk__in=refused.values("line_id"))
    if _total(new) + _total(lines.filter(decision=Decision.AUTHORISED)) > cap.amount:
        return
    by = Decider(Origin(cap.address, cap.user_agent), cap.actor_id, on_behalf=cap.on_behalf, cap=cap)
    agreed = {"revision": estimate.revision, "note": ""}
    for line in new.select_related("task").order_by("job__position", "position"):
        decide_about(project, estimate, line, Decision.AUTHORISED, agreed, by)


def _withdraw(estimate: Estimate) -> None:
    estimate.caps.filter(withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())


def _total(lines: QuerySet[Line]) -> Decimal:
    total: Decimal = lines.aggregate(total=Sum(F("net_amount") + F("tax_amount"), default=Decimal()))["total"]
    return total
