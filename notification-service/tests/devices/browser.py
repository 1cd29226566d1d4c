"""A browser that is sent messages: its keys, and what it reads of what its service took for it."""

import json
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from devices.keys import CURVE, in_text
from tests.receiver import Received, Receiver

SECRET = b"sixteen bytes ok"


class Browser:
    """`service` is its own push service, which we know by the endpoint alone."""

    def __init__(self, service: Receiver, name: str = "browser") -> None:
        self.key = ec.generate_private_key(CURVE)
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.service = service
        self.endpoint = f"http://{service.address}/send/{name}"
        self.subscription = {
            "endpoint": self.endpoint,
            "keys": {"p256dh": in_text(point), "auth": in_text(SECRET)},
        }

    def messages(self) -> list[dict[str, Any]]:
        return [self.read(one) for one in self.service.received if self.endpoint.endswith(one.path)]

    def read(self, request: Received) -> dict[str, Any]:
        text = http_ece.decrypt(request.body, private_key=self.key, auth_secret=SECRET, version="aes128gcm")
        message: dict[str, Any] = json.loads(text)
        return message
