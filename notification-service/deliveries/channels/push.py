"""Messages to browsers, encrypted for each (RFC 8291) and sent to the browser's own service (RFC 8030)."""

import json
import time
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import http_ece
import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from chassis.outbound import Unanswered
from contacts.models import ChannelName, Contact
from deliveries.channels import Envelope, Undeliverable, Unreachable, offer
from devices.actions import is_push_on, note_use
from devices.keys import CURVE, in_bytes, own_key, own_public_key
from devices.models import Device
from outside import Inside, post
from texts.kinds import KINDS

# How long a browser's service keeps a message for a browser that is away.
KEPT_SECONDS = 24 * 60 * 60
# RFC 8292 allows 24 hours from now, which a service whose clock is behind would already refuse.
SIGNED_FOR_SECONDS = 12 * 60 * 60
SIGNED_ANEW_SECONDS = 60 * 60
# All of it must fit into 4096 bytes, encrypted (RFC 8291, section 4).
LONGEST_TITLE, LONGEST_BODY, LONGEST_LINK = 120, 400, 1000
GONE = {404, 410}
PASSING = {408, 425, 429}


class Push:
    name: str = ChannelName.PUSH

    def is_configured(self) -> bool:
        return is_push_on()

    def address_of(self, contact: Contact, device_id: UUID | None) -> str:
        return _endpoint_of(contact.id, device_id)

    def send(self, envelope: Envelope) -> None:
        """Rule: a device whose service no longer knows it (404, 410) is removed.

        A message that is sent again replaces the one of before, if that is still on its way (its Topic).
        """
        device = Device.objects.filter(pk=envelope.device_id).first()
        if device is None:
            raise Undeliverable("the device was removed", stops=True)
        headers = {
            "Authorization": _authorisation(device.endpoint),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(KEPT_SECONDS),
            "Topic": envelope.delivery_id.hex,
            "Urgency": "high" if KINDS[envelope.kind].urgent else "normal",
        }
        try:
            status = post(device.endpoint, _encrypted(device, _payload(envelope)), headers).status
        except Unanswered as error:
            raise Unreachable(str(error)) from error
        except Inside as error:
            raise Undeliverable(str(error)) from error
        _judge(status, device.id)


def _judge(status: int, device_id: UUID) -> None:
    if 200 <= status < 300:
        note_use(device_id)
    elif status in GONE:
        raise Undeliverable(f"the device is gone ({status})", stops=True)
    elif status in PASSING or status >= 500:
        raise Unreachable(f"its service answered {status}")
    else:
        raise Undeliverable(f"its service answered {status}")


def _endpoint_of(account_id: UUID, device_id: UUID | None) -> str:
    known = Device.objects.filter(pk=device_id, account_id=account_id)
    return known.values_list("endpoint", flat=True).first() or ""


def _payload(envelope: Envelope) -> bytes:
    first = envelope.news[0]
    several = len(envelope.news) > 1
    body = "\n".join(news.title for news in envelope.news) if several else first.body
    link = first.link if len(first.link) <= LONGEST_LINK else ""
    message: dict[str, Any] = {
        "id": str(envelope.delivery_id),
        "title": (envelope.subject if several else first.title)[:LONGEST_TITLE],
        "body": body[:LONGEST_BODY],
        "resource": {"type": first.about, "id": str(first.about_id)} if first.about else None,
        "link": link,
    }
    return json.dumps(message, ensure_ascii=False).encode()


def _encrypted(device: Device, payload: bytes) -> bytes:
    content: bytes = http_ece.encrypt(
        payload,
        private_key=ec.generate_private_key(CURVE),
        dh=in_bytes(device.p256dh),
        auth_secret=in_bytes(device.auth),
        version="aes128gcm",
    )
    return content


def _authorisation(endpoint: str) -> str:
    address = urlsplit(endpoint)
    signed_in = int(time.time()) // SIGNED_ANEW_SECONDS
    return _signed(f"{address.scheme}://{address.netloc}", signed_in, settings.VAPID_PRIVATE_KEY)


@lru_cache(maxsize=256)
def _signed(origin: str, hour: int, _key: str) -> str:
    """The same for all messages to an origin within the hour, as services prefer."""
    claims = {
        "aud": origin,
        "exp": hour * SIGNED_ANEW_SECONDS + SIGNED_FOR_SECONDS,
        "sub": settings.VAPID_SUBJECT,
    }
    token = jwt.encode(claims, own_key(), algorithm="ES256")
    return f"vapid t={token}, k={own_public_key()}"


offer(Push())
