"""What is asked of the payment provider, Stripe, and how its own word is known."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from threading import BoundedSemaphore
from typing import Any, Self

import msgspec
import stripe
import structlog
from django.conf import settings
from stripe import (
    APIConnectionError,
    APIError,
    CardError,
    InvalidRequestError,
    RateLimitError,
    StripeClient,
    StripeError,
)

from billing.minor_units import in_minor_units
from billing.online_errors import NOT_PAYABLE_ONLINE, REFUND_REFUSED, WEBHOOK_INVALID
from billing.provider_transport import Transport
from chassis import metrics
from chassis.breaker import SECONDS_OPEN
from chassis.context import outbound_calls
from chassis.errors import MISASKED, UpstreamFailed, UpstreamUnavailable
from chassis.http import PLACES
from chassis.outbound import within

SERVICE = "stripe"
# For one question; what fails at once is tried twice.
SECONDS = 6.0
PATIENCE_SECONDS = 0.5
# A signed event that is older may be somebody's copy.
OLDEST_EVENT_SECONDS = 300
# As Stripe has them: a question with this key is being answered, or it is away for a moment.
PASSING = {409, 502, 503, 504}
AMOUNT_REFUSED = {"amount_too_small", "amount_too_large"}
# Of a payment of which no bank has anything to say any more.
FAILED = {"requires_payment_method", "canceled"}

log = structlog.get_logger("http")
# It would log each question, and tell Stripe of this machine.
logging.getLogger("stripe").setLevel(logging.WARNING)
stripe.enable_telemetry = False
_places = BoundedSemaphore(PLACES)


@dataclass(frozen=True)
class Offer:
    """What is to be paid, what it is called, and where the browser goes afterwards. `reference` comes back
    with whatever is said of it."""

    amount: Decimal
    currency: str
    name: str
    reference: dict[str, str]
    return_url: str


class PaymentIntent(msgspec.Struct):
    """What is read of the payment that is made on a page."""

    id: str
    status: str = ""


class Session(msgspec.Struct):
    """What is read of a page on which something is paid (a Checkout Session)."""

    id: str
    expires_at: int
    status: str | None = None
    payment_status: str = ""
    payment_intent: str | PaymentIntent | None = None
    amount_total: int | None = None
    currency: str | None = None
    metadata: dict[str, str] | None = None
    url: str | None = None

    @classmethod
    def read(cls, data: Any) -> Self | None:
        """None if it is none."""
        try:
            return msgspec.convert(data, cls)
        except msgspec.ValidationError:
            return None

    @property
    def is_paid(self) -> bool:
        return self.payment_status == "paid" and bool(self.currency) and (self.amount_total or 0) > 0

    @property
    def is_under_way(self) -> bool:
        """A bank has still to say whether it was paid."""
        failed = isinstance(self.payment_intent, PaymentIntent) and self.payment_intent.status in FAILED
        return self.status == "complete" and self.payment_status == "unpaid" and not failed

    @property
    def payment(self) -> str:
        """The name of the payment itself."""
        if isinstance(self.payment_intent, PaymentIntent):
            return self.payment_intent.id
        return self.payment_intent or self.id

    @property
    def ends_at(self) -> datetime:
        return datetime.fromtimestamp(self.expires_at, UTC)


def is_configured() -> bool:
    return bool(settings.STRIPE_API_KEY and settings.STRIPE_WEBHOOK_SECRET)


def begin(offer: Offer, key: str) -> Session:
    """A page on which it is paid; the same one for the same `key` within a day.

    Raises Conflict (409) not_payable_online, BadGateway (502), UpstreamUnavailable (503).
    """
    units = in_minor_units(offer.amount, offer.currency)
    if units is None:
        raise NOT_PAYABLE_ONLINE(currency=offer.currency)
    price = {
        "currency": offer.currency.lower(),
        "unit_amount": units,
        "product_data": {"name": offer.name},
    }
    params: Any = {
        "mode": "payment",
        "line_items": [{"price_data": price, "quantity": 1}],
        "metadata": offer.reference,
        "success_url": offer.return_url,
        "cancel_url": offer.return_url,
    }
    with _asked("POST /v1/checkout/sessions") as client:
        try:
            made = client.v1.checkout.sessions.create(params, {"idempotency_key": key})
        except InvalidRequestError as error:
            if error.code in AMOUNT_REFUSED or "currency" in (error.param or ""):
                raise NOT_PAYABLE_ONLINE(currency=offer.currency) from error
            raise
        return _read(made)


def end(session_id: str) -> Session:
    """Let a page lead nowhere any more, unless something was paid on it; what has become of it.

    Rule: a page that the account does not have is over: it was made in another, or with keys for tests.
    Raises BadGateway (502), UpstreamUnavailable (503).
    """
    with _asked("POST /v1/checkout/sessions/…/expire") as client:
        sessions = client.v1.checkout.sessions
        try:
            return _read(sessions.expire(session_id))
        except InvalidRequestError:
            # It was over already.
            return _become_of(session_id, client)


def given_back(payment: str, key: str) -> str | None:
    """The provider's name of the refund that was made with this `key`, if there is one.

    Raises Conflict (409) refund_refused, BadGateway (502), UpstreamUnavailable (503).
    """
    with _asked("GET /v1/refunds") as client:
        try:
            known = client.v1.refunds.list({"payment_intent": payment, "limit": 100}).data
        except InvalidRequestError as error:
            if error.code == "resource_missing":
                return None
            raise
    refunds = [one.to_dict() for one in known]
    made = [one for one in refunds if (one.get("metadata") or {}).get("key") == key]
    return _made(made[0]) if made else None


def give_back(payment: str, units: int, key: str) -> str:
    """Give back something of what was paid on a page; the provider's name of that.

    Rule: one key is given back once. It is in the metadata too, because the provider keeps keys for a day.
    Raises Conflict (409) refund_refused, BadGateway (502), UpstreamUnavailable (503).
    """
    params: Any = {"payment_intent": payment, "amount": units, "metadata": {"key": key}}
    with _asked("POST /v1/refunds") as client:
        try:
            made = client.v1.refunds.create(params, {"idempotency_key": key})
        except (CardError, InvalidRequestError) as error:
            raise REFUND_REFUSED(reason=error.user_message) from error
    return _made(made.to_dict())


def check_signature(body: bytes, header: str) -> None:
    """Rule: what the provider sends counts if its bytes are signed with our secret, at most five minutes ago.

    Raises Malformed (400) webhook_invalid.
    """
    try:
        stripe.WebhookSignature.verify_header(
            body, header, settings.STRIPE_WEBHOOK_SECRET, OLDEST_EVENT_SECONDS
        )
    except (StripeError, ValueError, TypeError) as error:
        raise WEBHOOK_INVALID() from error


@contextmanager
def _asked(question: str) -> Iterator[StripeClient]:
    """Ask within the time that there is, and give what goes wrong the names it has everywhere here."""
    calls = outbound_calls.get()
    if calls is not None:
        calls.append(f"{question.partition(' ')[0]} {SERVICE}")
    if not _places.acquire(timeout=PATIENCE_SECONDS):
        raise _unavailable(question, "too many wait for it already")
    try:
        with within(SECONDS):
            yield _client(settings.STRIPE_API_KEY, settings.STRIPE_API_BASE)
    except (APIConnectionError, RateLimitError) as error:
        raise _unavailable(question, str(error)) from error
    except APIError as error:
        kind = UpstreamUnavailable if error.http_status in PASSING else UpstreamFailed
        raise _unavailable(question, str(error), kind) from error
    except StripeError as error:
        log.warning(
            "upstream refused our question",
            upstream=SERVICE,
            path=question,
            status=error.http_status,
            code=error.code,
        )
        raise MISASKED(service=SERVICE) from error
    finally:
        _places.release()


def _become_of(session_id: str, client: StripeClient) -> Session:
    try:
        # A payment that failed says so only itself.
        expanded: Any = {"expand": ["payment_intent"]}
        return _read(client.v1.checkout.sessions.retrieve(session_id, expanded))
    except InvalidRequestError as error:
        if error.code == "resource_missing":
            return Session(session_id, expires_at=0, status="expired")
        raise


def _made(refund: dict[str, Any]) -> str:
    if refund.get("status") in {"failed", "canceled"}:
        raise REFUND_REFUSED(reason=refund.get("failure_reason"))
    return str(refund["id"])


def _read(answer: Any) -> Session:
    session = Session.read(answer.to_dict())
    if session is None:
        raise APIError("its answer is no checkout session")
    return session


def _unavailable(
    question: str, reason: str, kind: type[UpstreamUnavailable] = UpstreamUnavailable
) -> UpstreamUnavailable:
    metrics.count_unanswered(SERVICE)
    log.warning("upstream unavailable", upstream=SERVICE, path=question, error=reason)
    return kind(SERVICE, wait=SECONDS_OPEN)


@cache
def _client(api_key: str, base: str) -> StripeClient:
    return StripeClient(api_key, base_addresses={"api": base}, max_network_retries=1, http_client=Transport())
