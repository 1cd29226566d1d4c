"""Which attachments an account may see and remove."""

from uuid import UUID

from django.db.models import QuerySet

from attachments.errors import NOT_THE_AUTHOR
from attachments.models import Attachment
from chassis.auth import Actor
from projects.models import Visibility
from projects.permissions import project_of


def attachments_visible_to(actor: Actor, project_id: UUID) -> QuerySet[Attachment]:
    """Rule: a customer never sees what the staff keep among themselves. Raises NotFound (404)."""
    attachments = Attachment.objects.filter(project=project_of(actor, project_id))
    return attachments if actor.is_staff else attachments.filter(visibility=Visibility.CUSTOMER)


def may_remove(actor: Actor, attachment: Attachment) -> None:
    """Rule: a customer removes what they added themselves, the staff any. Raises Forbidden (403)."""
    if not actor.is_staff and attachment.author_id != actor.id:
        raise NOT_THE_AUTHOR()
