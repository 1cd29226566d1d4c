"""Keys that are derived from a secret, one for each use, so that no use of it tells anything of another."""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


@lru_cache(maxsize=8)
def derived_key(secret: str, use: str) -> bytes:
    """256 bits (HKDF, RFC 5869)."""
    info = f"servease {use}".encode()
    return HKDF(hashes.SHA256(), length=32, salt=None, info=info).derive(secret.encode())


def cipher(secret: str, use: str) -> Fernet:
    """What seals and opens under such a key."""
    return Fernet(base64.urlsafe_b64encode(derived_key(secret, use)))
