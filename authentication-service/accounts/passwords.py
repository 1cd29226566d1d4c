"""A password is the same however a keyboard composes it (RFC 8265, OpaqueString)."""

import unicodedata


def prepared(password: str) -> str:
    """As it is hashed: every blank the usual one, and each letter composed (NFC)."""
    blanks = "".join(" " if unicodedata.category(each) == "Zs" else each for each in password)
    return unicodedata.normalize("NFC", blanks)


def forms(password: str) -> list[str]:
    """What a hash may be of: what it is prepared to, and what was typed before passwords were prepared."""
    return list(dict.fromkeys((prepared(password), password)))
