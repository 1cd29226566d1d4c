"""Which documents an account may see and change."""

from uuid import UUID

from django.db.models import QuerySet

from chassis.auth import Actor
from documents.models import Document
from vehicles.permissions import check_sees_vehicle


def documents_of(actor: Actor, vehicle_id: UUID) -> QuerySet[Document]:
    """Rule: an owner sees what came while the vehicle was theirs, and no earlier owner's; the staff see all.

    Raises NotFound (404) for a vehicle that the actor does not see.
    """
    check_sees_vehicle(actor, vehicle_id)
    documents = Document.objects.filter(vehicle_id=vehicle_id)
    return documents if actor.is_staff else documents.filter(owner_id=actor.id)
