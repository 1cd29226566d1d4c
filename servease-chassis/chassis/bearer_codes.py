"""Codes that let in whoever has them: given away once, and kept as their hash."""

import hashlib
import secrets

# What one looks like in an address. Logs leave out of a path what is as long.
PATTERN = "[A-Za-z0-9_-]{43}"


def new_code() -> str:
    """256 random bits, so that guessing one is out of the question and a plain hash of it is enough."""
    return secrets.token_urlsafe(32)


def digest_of(code: str) -> str:
    """Its SHA-256 in hexadecimal."""
    return hashlib.sha256(code.encode()).hexdigest()
