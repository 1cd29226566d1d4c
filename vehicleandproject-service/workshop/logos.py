"""The logos of those in whose name something was written, kept by what is in them."""

from hashlib import sha256
from typing import Any

from chassis.http import ServiceClient, UpstreamNotFound
from workshop.models import Location, Logo

appointments = ServiceClient("APPOINTMENT_SERVICE_URL")


def keep_logo(location: Location) -> None:
    """Keep the logo that is part of a location's identity, unless it is kept already.

    Rule: what is written from now on keeps its logo, whatever becomes of that. One that was replaced or
    removed, of which the news is still on its way, is left out.
    Raises UpstreamUnavailable (503).
    """
    named = _named_by(location.identity)
    if not named or Logo.objects.filter(sha256=named).exists():
        return
    try:
        content = appointments.get_file(f"/internal/locations/{location.pk}/logo/", actor=None)
    except UpstreamNotFound:
        return
    if sha256(content).hexdigest() == named:
        Logo.objects.get_or_create(sha256=named, defaults={"content": content})


def logo_of(identity: dict[str, Any]) -> bytes | None:
    """The bytes of the logo that an identity names, if they were kept."""
    kept = Logo.objects.filter(sha256=_named_by(identity)).values_list("content", flat=True).first()
    return None if kept is None else bytes(kept)


def _named_by(identity: dict[str, Any]) -> str:
    return (identity.get("logo") or {}).get("sha256", "")
