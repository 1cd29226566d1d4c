"""Who comes with a code that was mailed."""

from rest_framework.exceptions import APIException
from rest_framework.request import Request

from chassis.auth import Actor, TokenAuthentication


def whoever_is_signed_in(request: Request) -> Actor | None:
    """Whom a token names that came along. One that counts no more is no reason to refuse a code."""
    try:
        found = TokenAuthentication().authenticate(request)
    except APIException:
        return None
    return found[0] if found else None
