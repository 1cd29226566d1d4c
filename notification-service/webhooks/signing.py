"""How a receiver knows that a message is ours: by the headers of Standard Webhooks (standardwebhooks.com)."""

import base64
import secrets
from datetime import datetime

from standardwebhooks import Webhook as Signer

from webhooks.models import Webhook, WebhookDelivery
from webhooks.sealing import opened

SECRET_BYTES = 32


def new_secret() -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def headers_of(webhook: Webhook, delivery: WebhookDelivery, at: datetime) -> dict[str, str]:
    """While a secret is being replaced, each of both signs. Raises Sealed."""
    message = str(delivery.id)
    signed = [Signer(secret).sign(message, at, delivery.body) for secret in _secrets_of(webhook, at)]
    return {
        "webhook-id": message,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signed),
    }


def _secrets_of(webhook: Webhook, at: datetime) -> list[str]:
    secrets_now = [webhook.secret]
    if webhook.previous_secret and webhook.previous_until and at < webhook.previous_until:
        secrets_now.append(webhook.previous_secret)
    return [opened(bytes(secret)) for secret in secrets_now]
