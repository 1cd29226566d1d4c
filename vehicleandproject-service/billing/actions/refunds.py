"""What is given back."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from billing import events, provider
from billing.actions.ledger import settle
from billing.minor_units import in_minor_units
from billing.models import Payment, PaymentKind, PaymentMethod
from billing.online_errors import NOT_PAYABLE_ONLINE
from billing.payment_errors import OTHER_CURRENCY, OVER_REFUND
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.errors import NotFound
from chassis.money import as_text
from projects.actions.locking import locked
from projects.models import Project
from projects.statuses import Status


def refund(
    actor: Actor,
    project_id: UUID,
    payment_id: UUID,
    data: dict[str, Any],
    *,
    store_reply: StoreReply = store_no_reply,
) -> Payment:
    """Give back something of a payment, in the way in which it came.

    Rule: a refund is of one payment, and at most what is left of it; of a closed project no more is given
    back than was paid too much, so that it stays settled.
    Raises NotFound (404), InvalidField (400) for another currency, Conflict (409) over_refund, or
    not_payable_online for coins that the provider cannot give back.
    """
    with transaction.atomic():
        project = locked(actor, project_id)
        payments = Payment.objects.of_project(project).filter(kind=PaymentKind.PAYMENT)
        payment = payments.filter(pk=payment_id).first()
        if payment is None:
            raise NotFound
        if data["currency"] != payment.currency:
            raise OTHER_CURRENCY(field="amount", currency=payment.currency)
        most = _refundable(project, payment)
        if data["amount"] > most:
            raise OVER_REFUND(refundable=as_text(most, payment.currency), currency=payment.currency)
        online = payment.method == PaymentMethod.ONLINE
        if online and in_minor_units(data["amount"], data["currency"]) is None:
            raise NOT_PAYABLE_ONLINE(currency=data["currency"])
        refunded = project.payments.create(
            kind=PaymentKind.REFUND,
            method=payment.method,
            refund_of=payment,
            received_at=timezone.now(),
            actor_id=actor.id,
            **data,
        )
        settle(project)
        events.payment_refunded(refunded, project)
        store_reply(refunded)
    return refunded


def give_back_online(refund_id: UUID) -> None:
    """Have the provider give back what was paid on its pages.

    Raises BadGateway (502), UpstreamUnavailable (503).
    """
    refunded = Payment.objects.select_related("refund_of").get(pk=refund_id)
    if refunded.method != PaymentMethod.ONLINE or refunded.refund_of is None:
        return
    units = in_minor_units(refunded.amount, refunded.currency)
    provider.give_back(str(refunded.refund_of.provider_reference), units or 0, str(refunded.id))


def _refundable(project: Project, payment: Payment) -> Decimal:
    given_back: Decimal = payment.refunds.aggregate(total=Sum("amount", default=Decimal()))["total"]
    left = payment.amount - given_back
    counts = payment.currency == project.balance_currency
    if project.status == Status.CLOSED and counts:
        return min(left, max(-project.balance_amount, Decimal()))
    return left
