"""Payments, refunds and write-offs."""

from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from billing import actions
from billing.models import Payment
from billing.online_errors import NOT_PAYABLE_ONLINE, ONLINE_PAYMENT_UNAVAILABLE, REFUND_REFUSED
from billing.payment_errors import NOTHING_OWED, OVER_BALANCE, OVER_REFUND
from billing.payment_serializers import (
    PaymentSerializer,
    RefundSerializer,
    TakePaymentSerializer,
    WriteOffSerializer,
)
from billing.permissions import payments_of
from billing.provider import SERVICE
from chassis.api.operations import listing, operation
from chassis.api.permissions import IsSignedIn, May
from chassis.api.views import View
from chassis.auth import Permission


class PaymentsView(View):
    access = {"GET": IsSignedIn, "POST": May(Permission.TAKE_PAYMENT)}
    names = {"GET": "listPayments", "POST": "takePayment"}

    @listing(response=PaymentSerializer)
    def get(self, request: Request, project_id: UUID) -> QuerySet[Payment]:
        """List what was paid for a project, given back and written off."""
        return payments_of(request.user, project_id)

    @operation(
        request=TakePaymentSerializer,
        response=PaymentSerializer,
        status=201,
        idempotent=True,
        refuses=[OVER_BALANCE],
    )
    def post(self, request: Request, data: dict, project_id: UUID) -> Payment:
        """Take a payment at the desk, whole or in part, before the invoice or for it.

        It is at most what is still to be paid: 409 over_balance says in `payable` how much that is.
        """
        return actions.take_payment(request.user, project_id, data, store_reply=self.store_reply)


class RefundView(View):
    access = {"POST": May(Permission.TAKE_PAYMENT)}
    names = {"POST": "refundPayment"}

    @operation(
        request=RefundSerializer,
        response=PaymentSerializer,
        status=201,
        idempotent=True,
        refuses=[OVER_REFUND, NOT_PAYABLE_ONLINE, ONLINE_PAYMENT_UNAVAILABLE, REFUND_REFUSED],
        upstreams=[SERVICE],
    )
    def post(self, request: Request, data: dict, project_id: UUID, payment_id: UUID) -> Payment:
        """Give back something of a payment, in the way in which it came.

        What was paid online the provider gives back first: what it refuses (409 refund_refused) was not given
        back. Send an Idempotency-Key, so that who gets no answer can ask again and gives back once.
        """
        key = request.headers.get("Idempotency-Key", "")
        store_reply = self.store_reply
        return actions.refund(request.user, project_id, payment_id, data, key=key, store_reply=store_reply)


class WriteOffView(View):
    access = {"POST": May(Permission.TAKE_PAYMENT)}
    names = {"POST": "writeOffInvoice"}

    @operation(
        request=WriteOffSerializer,
        response=PaymentSerializer,
        status=201,
        idempotent=True,
        refuses=[NOTHING_OWED],
    )
    def post(self, request: Request, data: dict, invoice_id: UUID) -> Payment:
        """Expect no more of an invoice than was paid: the rest of its balance is written off."""
        return actions.write_off(request.user, invoice_id, data, store_reply=self.store_reply)
