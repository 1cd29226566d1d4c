"""Where a request comes from, as far as it tells."""

from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Origin:
    address: str
    user_agent: str


def origin_of(request: HttpRequest) -> Origin:
    """The client's address as the gateway saw it: the last entry of X-Forwarded-For is the gateway's."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    address = forwarded or request.META.get("REMOTE_ADDR", "")
    return Origin(_storable(address)[:45], _storable(request.META.get("HTTP_USER_AGENT", ""))[:200])


def _storable(text: str) -> str:
    return "".join(character for character in text if character.isprintable())
