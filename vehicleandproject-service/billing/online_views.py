"""Checkouts, and what the provider sends."""

from io import BytesIO
from typing import IO, Any
from uuid import UUID

from rest_framework.request import Request

from billing import actions
from billing.models import Checkout
from billing.online_errors import (
    CHECKOUT_OVERTAKEN,
    NOT_PAYABLE_ONLINE,
    ONLINE_PAYMENT_UNAVAILABLE,
    PAYMENT_UNDER_WAY,
    PAYS_FOR_OTHERS,
    WEBHOOK_INVALID,
)
from billing.online_serializers import BeginCheckoutSerializer, CheckoutSerializer, ProviderEventSerializer
from billing.payment_errors import NOTHING_OWED
from billing.provider import SERVICE, check_signature
from chassis import json
from chassis.api.operations import operation
from chassis.api.permissions import Anyone, IsSignedIn
from chassis.api.views import View


class CheckoutView(View):
    access = {"POST": IsSignedIn}
    names = {"POST": "beginCheckout"}

    @operation(
        request=BeginCheckoutSerializer,
        response=CheckoutSerializer,
        status=201,
        idempotent=True,
        refuses=[
            PAYS_FOR_OTHERS,
            ONLINE_PAYMENT_UNAVAILABLE,
            NOTHING_OWED,
            NOT_PAYABLE_ONLINE,
            PAYMENT_UNDER_WAY,
            CHECKOUT_OVERTAKEN,
        ],
        upstreams=[SERVICE],
    )
    def post(self, request: Request, data: dict, invoice_id: UUID) -> Checkout:
        """Open a page at the payment provider on which the rest of an invoice is paid.

        Send the browser to `url`. An earlier page of the same invoice leads nowhere any more.
        """
        key = request.headers.get("Idempotency-Key", "")
        return actions.begin_checkout(request.user, invoice_id, data, key=key, store_reply=self.store_reply)


class SignedParser(json.Parser):
    """Reads no body before its signature is verified, which is one of its bytes as they came."""

    def parse(self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None) -> Any:
        body = json.read(stream, parser_context)
        check_signature(body, parser_context["request"].headers.get("Stripe-Signature", ""))
        return super().parse(BytesIO(body), media_type, parser_context)


class ProviderEventsView(View):
    # What counts is the signature.
    authentication_classes = []
    parser_classes = [SignedParser]
    access = {"POST": Anyone}
    names = {"POST": "receiveProviderEvent"}

    @operation(request=ProviderEventSerializer, refuses=[WEBHOOK_INVALID])
    def post(self, request: Request, data: dict) -> None:
        """Receive what Stripe has to say of a checkout: a webhook, for Stripe alone.

        Signed in the header Stripe-Signature, at most five minutes ago; the same event any number of times is
        one payment. Kinds that say nothing of a checkout are answered with 200 too.
        """
        actions.take_event(data["type"], data["data"])
