"""What is given back."""

from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from billing import events, provider
from billing.actions.ledger import settle
from billing.minor_units import in_minor_units
from billing.models import Payment, PaymentKind, PaymentMethod
from billing.online_errors import NOT_PAYABLE_ONLINE, ONLINE_PAYMENT_UNAVAILABLE
from billing.payment_errors import OTHER_CURRENCY, OVER_REFUND
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.errors import NotFound
from chassis.money import as_text
from projects.actions.locking import locked
from projects.models import Project
from projects.permissions import project_of
from projects.statuses import Status


def refund(
    actor: Actor,
    project_id: UUID,
    payment_id: UUID,
    data: dict[str, Any],
    *,
    key: str = "",
    store_reply: StoreReply = store_no_reply,
) -> Payment:
    """Give back something of a payment, in the way in which it came.

    Rule: a refund is of one payment, and at most what is left of it; of a closed project no more is given
    back than was paid too much, so that it stays settled.
    Rule: what was paid online the provider gives back first. What it refuses is not written down; what it
    gave is, whatever else has happened meanwhile. Who repeats the request with its key gives back once.
    Raises NotFound (404), InvalidField (400) for another currency, Conflict (409) over_refund,
    refund_refused, online_payment_unavailable, or not_payable_online for coins that the provider cannot give
    back, BadGateway (502), UpstreamUnavailable (503).
    """
    given_back = _give_back_online(actor, project_id, payment_id, data, key)
    with transaction.atomic():
        project = locked(actor, project_id)
        payment = _payment_of(project, payment_id)
        refunded = payment.refunds.filter(provider_reference=given_back).first() if given_back else None
        if not given_back:
            _check_refundable(project, payment, data)
        if refunded is None:
            refunded = project.payments.create(
                kind=PaymentKind.REFUND,
                method=payment.method,
                refund_of=payment,
                received_at=timezone.now(),
                actor_id=actor.id,
                provider_reference=given_back,
                **data,
            )
            settle(project)
            events.payment_refunded(refunded, project)
        store_reply(refunded)
    return refunded


def _give_back_online(
    actor: Actor, project_id: UUID, payment_id: UUID, data: dict[str, Any], key: str
) -> str | None:
    """The provider's name of what it gave back; None where that is done at the desk."""
    project = project_of(actor, project_id)
    payment = _payment_of(project, payment_id)
    if payment.method != PaymentMethod.ONLINE:
        return None
    if not provider.is_configured():
        raise ONLINE_PAYMENT_UNAVAILABLE()
    units = in_minor_units(data["amount"], data["currency"])
    if units is None:
        raise NOT_PAYABLE_ONLINE(currency=data["currency"])
    own_key = str(uuid5(payment.id, f"{actor.id} {key} {units}") if key else uuid4())
    paid = str(payment.provider_reference)
    if key and (given_back := provider.given_back(paid, own_key)):
        return given_back
    _check_refundable(project, payment, data)
    return provider.give_back(paid, units, own_key)


def _payment_of(project: Project, payment_id: UUID) -> Payment:
    payments = Payment.objects.of_project(project).filter(kind=PaymentKind.PAYMENT)
    payment = payments.filter(pk=payment_id).first()
    if payment is None:
        raise NotFound
    return payment


def _check_refundable(project: Project, payment: Payment, data: dict[str, Any]) -> None:
    if data["currency"] != payment.currency:
        raise OTHER_CURRENCY(field="amount", currency=payment.currency)
    most = _refundable(project, payment)
    if data["amount"] > most:
        raise OVER_REFUND(refundable=as_text(most, payment.currency), currency=payment.currency)


def _refundable(project: Project, payment: Payment) -> Decimal:
    given_back: Decimal = payment.refunds.aggregate(total=Sum("amount", default=Decimal()))["total"]
    left = payment.amount - given_back
    counts = payment.currency == project.balance_currency
    if project.status == Status.CLOSED and counts:
        return min(left, max(-project.balance_amount, Decimal()))
    return left
