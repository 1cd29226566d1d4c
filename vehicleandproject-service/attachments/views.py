from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from attachments import actions
from attachments.errors import NOT_THE_AUTHOR
from attachments.models import Attachment
from attachments.permissions import attachments_visible_to
from attachments.serializers import AddAttachmentSerializer, AttachmentSerializer
from chassis.api.operations import listing, operation
from chassis.api.permissions import IsSignedIn
from chassis.api.views import View
from projects.errors import PROJECT_OVER


class AttachmentsView(View):
    access = {"GET": IsSignedIn, "POST": IsSignedIn}

    @listing(response=AttachmentSerializer)
    def get(self, request: Request, project_id: UUID) -> QuerySet[Attachment]:
        """List the photos and papers of the work on a project; a customer never sees internal ones.

        Each file has a link that opens it without a token for fifteen minutes.
        """
        return attachments_visible_to(request.user, project_id)

    @operation(
        request=AddAttachmentSerializer,
        response=AttachmentSerializer,
        status=201,
        location="/api/v1/projects/{project_id}/attachments/{id}/",
        idempotent=True,
        files=actions.ATTACHMENTS,
    )
    def post(self, request: Request, data: dict, project_id: UUID) -> Attachment:
        """Add a photo or a paper of the work on a project.

        A photo is stored upright and without where it was taken. A PDF may show pages and do nothing else.
        """
        return actions.add_attachment(request.user, project_id, data, store_reply=self.store_reply)


class AttachmentView(View):
    access = {"GET": IsSignedIn, "DELETE": IsSignedIn}

    @operation(response=AttachmentSerializer)
    def get(self, request: Request, project_id: UUID, attachment_id: UUID) -> QuerySet[Attachment]:
        """Read an attachment."""
        return attachments_visible_to(request.user, project_id).filter(pk=attachment_id)

    @operation(status=204, refuses=[NOT_THE_AUTHOR, PROJECT_OVER])
    def delete(self, request: Request, project_id: UUID, attachment_id: UUID) -> None:
        """Remove an attachment and its file.

        What was there when the work ended stays; what came afterwards can be removed.
        """
        actions.remove_attachment(
            request.user, project_id, attachment_id, check_precondition=self.check_precondition
        )
