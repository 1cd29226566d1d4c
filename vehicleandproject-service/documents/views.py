from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsSignedIn
from chassis.api.views import View
from documents import actions
from documents.models import Document
from documents.permissions import documents_of
from documents.serializers import (
    AddDocumentSerializer,
    ChangeDocumentSerializer,
    DocumentFilters,
    DocumentSerializer,
)


class DocumentsView(View):
    access = {"GET": IsSignedIn, "POST": IsSignedIn}

    @listing(
        response=DocumentSerializer,
        filters=DocumentFilters,
        ordering={"created_at": "id", "expires_on": "expires_on"},
    )
    def get(self, request: Request, vehicle_id: UUID) -> QuerySet[Document]:
        """List a vehicle's documents.

        Customers see what came while the vehicle was theirs. Each file has a link that opens it without a
        token for fifteen minutes.
        """
        return documents_of(request.user, vehicle_id)

    @operation(
        request=AddDocumentSerializer,
        response=DocumentSerializer,
        status=201,
        location="/api/v1/vehicles/{vehicle_id}/documents/{id}/",
        idempotent=True,
        files=actions.DOCUMENTS,
    )
    def post(self, request: Request, data: dict, vehicle_id: UUID) -> Document:
        """Add a photo or a paper to a vehicle.

        A photo is stored upright and without where it was taken. A PDF may show pages and do nothing else.
        """
        return actions.add_document(request.user, vehicle_id, data, store_reply=self.store_reply)


class DocumentView(View):
    access = {"GET": IsSignedIn, "PATCH": IsSignedIn, "DELETE": IsSignedIn}

    @operation(response=DocumentSerializer)
    def get(self, request: Request, vehicle_id: UUID, document_id: UUID) -> QuerySet[Document]:
        """Read a document."""
        return documents_of(request.user, vehicle_id).filter(pk=document_id)

    @operation(request=ChangeDocumentSerializer, response=DocumentSerializer)
    def patch(self, request: Request, data: dict, vehicle_id: UUID, document_id: UUID) -> Document:
        """Change what is known of a document; its file stays."""
        return actions.change_document(
            request.user, vehicle_id, document_id, data, check_precondition=self.check_precondition
        )

    @operation(status=204)
    def delete(self, request: Request, vehicle_id: UUID, document_id: UUID) -> None:
        """Remove a document and its file."""
        actions.remove_document(
            request.user, vehicle_id, document_id, check_precondition=self.check_precondition
        )
