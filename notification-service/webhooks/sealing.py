"""Secrets in the database, which who reads a copy of it alone cannot open."""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Sealed(Exception):
    """It was sealed under another SECRET_KEY."""


def sealed(secret: str) -> bytes:
    return _cipher(settings.SECRET_KEY).encrypt(secret.encode())


def opened(secret: bytes) -> str:
    """Raises Sealed."""
    try:
        return _cipher(settings.SECRET_KEY).decrypt(secret).decode()
    except InvalidToken as error:
        raise Sealed("The secret was sealed under another SECRET_KEY; rotate it.") from error


@lru_cache(maxsize=2)
def _cipher(key: str) -> Fernet:
    derived = HKDF(hashes.SHA256(), length=32, salt=None, info=b"servease webhook secrets").derive(
        key.encode()
    )
    return Fernet(base64.urlsafe_b64encode(derived))
