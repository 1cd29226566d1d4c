"""Which attachments an account may see and remove."""

from uuid import UUID

from django.db.models import QuerySet

from attachments.errors import NOT_THE_AUTHOR
from attachments.models import Attachment
from chassis.auth import Actor
from chassis.errors import NotFound
from projects.models import Project, Visibility
from projects.permissions import projects_visible_to


def project_of(actor: Actor, project_id: UUID) -> Project:
    """Raises NotFound (404) for a project that the account may not see, before a file of it is looked at."""
    project = projects_visible_to(actor).filter(pk=project_id).first()
    if project is None:
        raise NotFound
    return project


def attachments_visible_to(actor: Actor, project_id: UUID) -> QuerySet[Attachment]:
    """Rule: a customer never sees what the staff keep among themselves. Raises NotFound (404)."""
    attachments = Attachment.objects.filter(project=project_of(actor, project_id))
    return attachments if actor.is_staff else attachments.filter(visibility=Visibility.CUSTOMER)


def may_remove(actor: Actor, attachment: Attachment) -> None:
    """Rule: a customer removes what they added themselves, the staff any. Raises Forbidden (403)."""
    if not actor.is_staff and attachment.author_id != actor.id:
        raise NOT_THE_AUTHOR()
