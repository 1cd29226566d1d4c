"""An authenticator in software: what a browser and a security key do in a ceremony of Web Authentication.

Made without the library that verifies, so that it does not share its mistakes: it takes the options that the
API gives, and makes the JSON that a browser's toJSON() gives.
"""

import base64
import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

DOMAIN = "servease.example"
ORIGIN = f"https://{DOMAIN}"
PRESENT, VERIFIED, BACKED_UP, MADE = 0x01, 0x04, 0x18, 0x40
ES256, EDDSA, RS256 = -7, -8, -257


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "==")


class KeyPair:
    """Its public half is a COSE key (RFC 9053)."""

    def __init__(self, algorithm: int) -> None:
        self.algorithm = algorithm
        if algorithm == ES256:
            self._private: Any = ec.generate_private_key(ec.SECP256R1())
            point = self._private.public_key().public_numbers()
            rest = {1: 2, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        elif algorithm == EDDSA:
            self._private = ed25519.Ed25519PrivateKey.generate()
            rest = {1: 1, -1: 6, -2: self._private.public_key().public_bytes_raw()}
        else:
            self._private = rsa.generate_private_key(65537, 2048)
            numbers = self._private.public_key().public_numbers()
            rest = {1: 3, -1: numbers.n.to_bytes(256, "big"), -2: numbers.e.to_bytes(3, "big")}
        self.public = {**rest, 3: algorithm}

    def sign(self, data: bytes) -> bytes:
        if self.algorithm == ES256:
            return self._private.sign(data, ec.ECDSA(SHA256()))
        if self.algorithm == EDDSA:
            return self._private.sign(data)
        return self._private.sign(data, padding.PKCS1v15(), SHA256())


@dataclass
class Credential:
    keys: KeyPair
    domain: str
    user_handle: bytes
    id: bytes = field(default_factory=lambda: os.urandom(32))
    count: int = 0


class Authenticator:
    """`flags` are those of its data: somebody was there, and showed who they are; the key is backed up."""

    def __init__(self, algorithm: int = ES256, *, origin: str = ORIGIN, counts: bool = True) -> None:
        self.algorithm, self.origin, self.counts = algorithm, origin, counts
        self.flags = PRESENT | VERIFIED
        self.domain: str | None = None  # another than the options say
        self.extra: dict[str, Any] = {}  # of client data
        self.credentials: list[Credential] = []

    def answer(self, options: dict[str, Any]) -> dict[str, Any]:
        """Whichever of the two is asked for."""
        return self.create(options) if "rp" in options else self.get(options)

    def create(self, options: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """navigator.credentials.create(). `changes` replace key, id, or members of the attestation."""
        assert self.algorithm in {each["alg"] for each in options["pubKeyCredParams"]}
        made = Credential(
            KeyPair(self.algorithm), self.domain or options["rp"]["id"], decoded(options["user"]["id"])
        )
        made.id = changes.pop("id", made.id)
        self.credentials.append(made)
        key = cbor2.dumps(changes.pop("key", made.keys.public))
        attested = bytes(16) + len(made.id).to_bytes(2, "big") + made.id + key
        attestation = {"fmt": "none", "attStmt": {}, "authData": self._data(made, MADE) + attested, **changes}
        response = {
            "clientDataJSON": encoded(self._client_data("webauthn.create", options["challenge"])),
            "attestationObject": encoded(cbor2.dumps(attestation)),
            "transports": ["internal", "hybrid", "by-carrier-pigeon"],
        }
        return self._json(made, response)

    def get(self, options: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """navigator.credentials.get(), by the newest. `changes` replace members of the response."""
        shown = self.credentials[-1]
        if self.counts:
            shown.count += 1
        client_data = self._client_data("webauthn.get", options["challenge"])
        data = self._data(shown)
        response = {
            "clientDataJSON": encoded(client_data),
            "authenticatorData": encoded(data),
            "signature": encoded(shown.keys.sign(data + hashlib.sha256(client_data).digest())),
            "userHandle": encoded(shown.user_handle),
            **changes,
        }
        return self._json(shown, response)

    def _data(self, credential: Credential, more: int = 0) -> bytes:
        """The first 37 bytes (Level 2, 6.1)."""
        domain = hashlib.sha256((self.domain or credential.domain).encode()).digest()
        return domain + bytes([self.flags | more]) + credential.count.to_bytes(4, "big")

    def _client_data(self, kind: str, challenge: str) -> bytes:
        collected = {
            "type": kind,
            "challenge": challenge,
            "origin": self.origin,
            "crossOrigin": False,
            **self.extra,
        }
        return json.dumps(collected).encode()

    @staticmethod
    def _json(credential: Credential, response: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": encoded(credential.id),
            "rawId": encoded(credential.id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": response,
        }
