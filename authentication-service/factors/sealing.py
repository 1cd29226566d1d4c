"""Secrets of authenticator apps in the database, which who has a copy of it alone cannot open.

Rule: a secret that another SIGNING_SECRET sealed opens nothing: no code counts, and a second factor is still
asked for. Recovery codes and passkeys do not depend on it.
"""

import base64
from functools import lru_cache

import structlog
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from factors.errors import AUTHENTICATOR_UNREADABLE

log = structlog.get_logger("factors")


def sealed(secret: str) -> bytes:
    return _cipher(settings.SIGNING_SECRET).encrypt(secret.encode())


def opened(secret: bytes | memoryview) -> str:
    """Raises Conflict (409) `authenticator_unreadable` for what another SIGNING_SECRET sealed."""
    try:
        return _cipher(settings.SIGNING_SECRET).decrypt(bytes(secret)).decode()
    except InvalidToken as error:
        log.error("authenticator unreadable: SIGNING_SECRET does not open it")
        raise AUTHENTICATOR_UNREADABLE() from error


@lru_cache(maxsize=2)
def _cipher(key: str) -> Fernet:
    derived = HKDF(hashes.SHA256(), length=32, salt=None, info=b"servease second factors").derive(
        key.encode()
    )
    return Fernet(base64.urlsafe_b64encode(derived))
