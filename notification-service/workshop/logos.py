"""The logos of those in whose name mails are written, each made for mails once."""

from hashlib import sha256
from io import BytesIO

import structlog
from PIL import Image

from chassis.errors import UpstreamUnavailable
from chassis.http import ServiceClient, UpstreamNotFound, UpstreamRefusal
from workshop.models import Location, Logo

appointments = ServiceClient("APPOINTMENT_SERVICE_URL")
log = structlog.get_logger("workshop")

# Twice of what is shown, for screens that show a pixel by four.
LARGEST = (480, 160)


def logo_for(location: Location) -> Logo | None:
    """The logo that is part of a location's identity, asked for and kept when it is first needed.

    Rule: no mail waits for a logo: while appointment-service is away, or the news of another logo is still on
    its way, mails have none.
    """
    named = (location.identity.get("logo") or {}).get("sha256")
    if not named:
        return None
    if kept := Logo.objects.filter(sha256=named).first():
        return kept
    try:
        content = appointments.get_file(f"/internal/locations/{location.pk}/logo/", actor=None)
    except UpstreamNotFound:
        return None
    except (UpstreamUnavailable, UpstreamRefusal) as error:
        log.warning("no logo", location=str(location.pk), error=str(error))
        return None
    if sha256(content).hexdigest() != named:
        return None
    made, width, height = _for_mails(content)
    return Logo.objects.get_or_create(
        sha256=named, defaults={"content": made, "width": width, "height": height}
    )[0]


def _for_mails(content: bytes) -> tuple[bytes, int, int]:
    """Small, and a PNG in the colours of screens: there are mail programs that know no WebP and no CMYK."""
    made = BytesIO()
    with Image.open(BytesIO(content)) as picture:
        shown = picture.convert("RGBA")
        shown.thumbnail(LARGEST)
        shown.save(made, "PNG", optimize=True)
        return made.getvalue(), shown.width, shown.height
