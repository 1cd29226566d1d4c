"""What can happen to the attachments of a project."""

from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from attachments.models import Attachment
from attachments.permissions import attachments_visible_to, may_remove
from chassis import locking
from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, forget_replies, store_no_reply
from chassis.auth import Actor
from chassis.files.accepted import IMAGES, MEBIBYTE, PDF, Accepted
from chassis.files.uploads import received
from projects.actions.locking import locked, not_over
from projects.models import Project, Visibility
from projects.permissions import chosen_visibility, project_of
from projects.statuses import OVER

ATTACHMENTS = Accepted([*IMAGES, PDF], largest=10 * MEBIBYTE)
WORKSHOP, CUSTOMER = "workshop", "customer"


def add_attachment(
    actor: Actor, project_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Attachment:
    """Keep a photo or a paper with the work on a project.

    Rule: what a customer adds all may see; what the staff add stays among them unless they say otherwise.
    Rule: customer and workshop have a quota each, so that neither takes the other's room.
    Raises NotFound (404), InvalidField (400), TooLarge (413), Unsupported (415) and Unprocessable (422) for a
    file that is not taken, Conflict (409) quota_reached, UpstreamUnavailable (503) of the storage.
    """
    visibility = chosen_visibility(
        actor, data, Visibility.INTERNAL if actor.is_staff else Visibility.CUSTOMER
    )
    # Before the file is looked at.
    project_of(actor, project_id)
    subject = quota_of(WORKSHOP if actor.is_staff else CUSTOMER, project_id)
    with received(data["file"], ATTACHMENTS, subject=subject, by=actor.id) as file, transaction.atomic():
        project = locked(actor, project_id)
        file.keep()
        attachment = Attachment.objects.create(
            project=project, author_id=actor.id, caption=data["caption"], visibility=visibility, file=file
        )
        store_reply(attachment)
    return attachment


def quota_of(whose: str, project_id: UUID) -> UUID:
    """What the files of a project are added up by: those of the workshop, and those of its customer."""
    return uuid5(project_id, whose)


def remove_attachment(
    actor: Actor,
    project_id: UUID,
    attachment_id: UUID,
    *,
    check_precondition: Precondition = no_precondition,
) -> None:
    """Remove an attachment, with its file and every link to that.

    Rule: what was there when the work ended stays; what came afterwards can be removed as before.
    Raises NotFound (404), Forbidden (403) not_the_author, Conflict (409) project_over, PreconditionFailed
    (412).
    """
    with transaction.atomic():
        project = locked(actor, project_id)
        attachment = locking.locked(attachments_visible_to(actor, project_id), attachment_id)
        check_precondition(attachment)
        may_remove(actor, attachment)
        if not _came_afterwards(project, attachment):
            not_over(project)
        attachment.delete()
        attachment.file.release()
        forget_replies(attachment_id)


def _came_afterwards(project: Project, attachment: Attachment) -> bool:
    ended = project.timeline.filter(to_status__in=OVER).order_by("id").first()
    return ended is not None and attachment.created_at > ended.created_at
