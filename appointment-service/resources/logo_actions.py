"""The logo of a location's business."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import FileResponse

from chassis.api.etags import Precondition, no_precondition
from chassis.auth import Actor
from chassis.errors import NotFound
from chassis.files.accepted import IMAGES, MEBIBYTE, Accepted
from chassis.files.answers import answer
from chassis.files.models import StoredFile
from chassis.files.uploads import received
from chassis.locking import locked
from resources import events
from resources.models import Location

LOGOS = Accepted(IMAGES, largest=MEBIBYTE, most_megapixels=4)


def replace_logo(
    actor: Actor,
    location_id: UUID,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> Location:
    """Give a location another logo.

    Rule: the same picture once more changes nothing.
    Raises NotFound (404), and what an upload is refused with (chassis.files.uploads).
    """
    if not Location.objects.filter(pk=location_id).exists():
        raise NotFound
    with (
        received(data["file"], LOGOS, subject=location_id, by=actor.id) as file,
        transaction.atomic(),
    ):
        location = locked(Location.objects.all(), location_id)
        check_precondition(location)
        if location.logo is None or location.logo.sha256 != file.sha256:
            file.keep()
            _change(location, file)
    return location


def remove_logo(location_id: UUID, *, check_precondition: Precondition = no_precondition) -> Location:
    """Raises NotFound (404), also where there is none."""
    with transaction.atomic():
        location = locked(Location.objects.all(), location_id)
        check_precondition(location)
        if location.logo is None:
            raise NotFound
        _change(location, None)
    return location


def _change(location: Location, file: StoredFile | None) -> None:
    previous = location.logo
    changes = location.update({"logo_id": file and file.id})
    if previous:
        previous.release()
    events.location_changed(location, changes)


def logo_of(location_id: UUID) -> FileResponse:
    """Raises NotFound (404), also where there is none."""
    location = Location.objects.select_related("logo").filter(pk=location_id).first()
    if location is None or location.logo is None:
        raise NotFound
    return answer(location.logo)
