"""What can happen to the documents of a vehicle."""

from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, forget_replies, store_no_reply
from chassis.auth import Actor
from chassis.errors import NotFound
from chassis.files.accepted import IMAGES, MEBIBYTE, PDF, Accepted
from chassis.files.uploads import received
from chassis.locking import locked
from documents import events
from documents.models import Document
from documents.permissions import documents_of
from vehicles.models import Vehicle
from vehicles.permissions import vehicles_visible_to

DOCUMENTS = Accepted([*IMAGES, PDF], largest=10 * MEBIBYTE)


def add_document(
    actor: Actor, vehicle_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Document:
    """Keep a photo or a paper with a vehicle.

    Rule: the owner and the staff add documents to a vehicle; each belongs to whoever owns the vehicle then.
    Rule: each owner of a vehicle has a quota of their own, for they can remove no other's documents.
    Raises NotFound (404), TooLarge (413), Unsupported (415) and Unprocessable (422) for a file that is not
    taken, Conflict (409) quota_reached, UpstreamUnavailable (503) of the storage.
    """
    vehicle = vehicles_visible_to(actor).filter(pk=vehicle_id).first()
    if vehicle is None:
        raise NotFound
    upload, subject = data.pop("file"), quota_of(vehicle)
    with received(upload, DOCUMENTS, subject=subject, by=actor.id) as file, transaction.atomic():
        vehicle = locked(vehicles_visible_to(actor), vehicle_id, no_key=True)
        file.keep()
        document = Document.objects.create(vehicle=vehicle, owner_id=vehicle.owner_id, file=file, **data)
        events.document_added(document)
        store_reply(document)
    return document


def quota_of(vehicle: Vehicle) -> UUID:
    """What the files of a vehicle's present owner are added up by."""
    return uuid5(vehicle.pk, str(vehicle.owner_id))


def change_document(
    actor: Actor,
    vehicle_id: UUID,
    document_id: UUID,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> Document:
    """Change what is known of a document.

    Rule: its file stays; another file is another document.
    Raises NotFound (404), PreconditionFailed (412).
    """
    with transaction.atomic():
        document = locked(documents_of(actor, vehicle_id), document_id)
        check_precondition(document)
        changes = document.update(data)
        if changes:
            events.document_changed(document, changes)
    return document


def remove_document(
    actor: Actor,
    vehicle_id: UUID,
    document_id: UUID,
    *,
    check_precondition: Precondition = no_precondition,
) -> None:
    """Remove a document.

    Rule: its file goes with it, and every link to that at once.
    Raises NotFound (404), PreconditionFailed (412).
    """
    with transaction.atomic():
        document = locked(documents_of(actor, vehicle_id), document_id)
        check_precondition(document)
        events.document_removed(document)
        document.delete()
        document.file.release()
        forget_replies(document_id)
