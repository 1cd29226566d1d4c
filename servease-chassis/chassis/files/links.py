"""Links that open a file without a token, for a while: a browser sends none with an image or a download."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone

from chassis.errors import NotFound
from chassis.files.errors import LINK_EXPIRED
from chassis.files.models import State, StoredFile

GOOD_FOR = timedelta(minutes=15)

# By SECRET_KEY, which all replicas share.
_signer = Signer(salt="chassis.files")


def link_to(file_id: UUID) -> dict[str, Any]:
    """A link that is good from now on: its address at the gateway, and until when."""
    until = timezone.now().replace(microsecond=0) + GOOD_FOR
    token = _signer.sign_object([str(file_id), int(until.timestamp())])
    return {"url": reverse("file", kwargs={"link": token}), "expires_at": until}


def file_at(link: str) -> StoredFile:
    """The file that a link leads to. Raises NotFound (404) if there is none, Gone (410) link_expired."""
    try:
        file_id, until = _signer.unsign_object(link)
    except BadSignature:
        raise NotFound from None
    if datetime.fromtimestamp(until, UTC) <= timezone.now():
        raise LINK_EXPIRED()
    file = StoredFile.objects.filter(pk=file_id, state=State.KEPT).first()
    if file is None:
        raise NotFound
    return file
