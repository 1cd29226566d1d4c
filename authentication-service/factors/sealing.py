"""Secrets of authenticator apps in the database, which who has a copy of it alone cannot open.

Rule: a secret that another SIGNING_SECRET sealed opens nothing: no code counts, and a second factor is still
asked for. Recovery codes and passkeys do not depend on it.
"""

import structlog
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from accounts.derived_keys import cipher
from factors.errors import AUTHENTICATOR_UNREADABLE

log = structlog.get_logger("factors")


def sealed(secret: str) -> bytes:
    return _cipher().encrypt(secret.encode())


def opened(secret: bytes | memoryview) -> str:
    """Raises Conflict (409) `authenticator_unreadable` for what another SIGNING_SECRET sealed."""
    try:
        return _cipher().decrypt(bytes(secret)).decode()
    except InvalidToken as error:
        log.error("authenticator unreadable: SIGNING_SECRET does not open it")
        raise AUTHENTICATOR_UNREADABLE() from error


def _cipher() -> Fernet:
    return cipher(settings.SIGNING_SECRET, "second factors")
