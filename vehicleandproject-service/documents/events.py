"""The news of a vehicle's documents. Payloads: contracts/events/vehicle.document_*.json."""

from typing import Any

from chassis.events import emit
from chassis.events.event import Changes
from documents.models import Document


def document_added(document: Document) -> None:
    emit("vehicle.document_added.v1", subject=document.id, data=_payload(document))


def document_changed(document: Document, changes: Changes) -> None:
    emit("vehicle.document_changed.v1", subject=document.id, data=_payload(document), changes=changes)


def document_removed(document: Document) -> None:
    emit("vehicle.document_removed.v1", subject=document.id, data=_payload(document))


def _payload(document: Document) -> dict[str, Any]:
    """Neither its title nor its name, in which people write of themselves."""
    return {
        "document_id": str(document.id),
        "vehicle_id": str(document.vehicle_id),
        "owner_id": str(document.owner_id),
        "kind": document.kind,
        "expires_on": document.expires_on and document.expires_on.isoformat(),
    }
