"""A password is the same however a keyboard composes it (RFC 8265, OpaqueString)."""

from chassis.text import opaque


def forms(password: str) -> list[str]:
    """What a hash may be of: what it is prepared to, and what was typed before passwords were prepared."""
    return list(dict.fromkeys((opaque(password), password)))
