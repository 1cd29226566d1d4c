"""The keys of Web Push: a browser's, and our own, by which browsers' services know us (RFC 8292)."""

import base64
import binascii
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

CURVE = ec.SECP256R1()
SCALAR_BYTES, AUTH_BYTES = 32, 16


def in_bytes(text: str) -> bytes:
    """What stands in base64url, with or without padding. Raises ValueError."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from error


def in_text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def check_keys(p256dh: str, auth: str) -> None:
    """Raises ValueError if nothing can be encrypted for them."""
    ec.EllipticCurvePublicKey.from_encoded_point(CURVE, in_bytes(p256dh))
    if len(in_bytes(auth)) != AUTH_BYTES:
        raise ValueError(f"The secret has {AUTH_BYTES} bytes.")


def private_key(text: str) -> ec.EllipticCurvePrivateKey:
    """The key that 32 bytes in base64url are, as libraries of Web Push keep it. Raises ValueError."""
    scalar = in_bytes(text)
    if len(scalar) != SCALAR_BYTES:
        raise ValueError(f"A key has {SCALAR_BYTES} bytes.")
    return ec.derive_private_key(int.from_bytes(scalar), CURVE)


@lru_cache(maxsize=2)
def _own(text: str) -> ec.EllipticCurvePrivateKey:
    return private_key(text)


def own_key() -> ec.EllipticCurvePrivateKey:
    return _own(settings.VAPID_PRIVATE_KEY)


def own_public_key() -> str:
    """The point, uncompressed and in base64url: what browsers take as applicationServerKey."""
    point = own_key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return in_text(point)
