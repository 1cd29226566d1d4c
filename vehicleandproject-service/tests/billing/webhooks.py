"""What the provider sends."""

from typing import Any

from chassis.testing.client import Client
from tests.billing.payment_provider import signature
from tests.urls import PROJECTS

URL = f"{PROJECTS}payments/stripe/"


def send(api: Client, body: bytes, header: str | None = None) -> Any:
    """Deliver an event, signed as the provider signs unless a test says otherwise."""
    signed = signature(body) if header is None else header
    return api.generic(
        "POST", URL, body, content_type="application/json; charset=utf-8", HTTP_STRIPE_SIGNATURE=signed
    )
