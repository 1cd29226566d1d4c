"""Codes on paper: ten, each for once, as `7-k4xq7-m2p9r`.

The digit says which of the ten it is, so that one hash is compared and not ten. Behind it are 50 random bits,
hashed as passwords are, for they are fewer than a plain hash would need (NIST SP 800-63B, look-up secrets).
"""

import re
import secrets

# Crockford's base 32, which has no letters that look like digits.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
COUNT = 10
LENGTH = 10
WRITTEN = re.compile(f"([0-9])([{ALPHABET}]{{{LENGTH}}})")
LOOK_ALIKE = str.maketrans("ilo", "110")


def new_recovery_code(number: int) -> str:
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{number}-{letters[:5]}-{letters[5:]}"


def read_recovery_code(text: str) -> tuple[int, str] | None:
    """Its number, and what is hashed of it; None for what is none. However a person wrote it."""
    found = WRITTEN.fullmatch(text.replace("-", "").lower().translate(LOOK_ALIKE))
    return (int(found[1]), found[2]) if found else None
