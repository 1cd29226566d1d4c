"""What is written about a project."""

from typing import Any
from uuid import UUID

from django.db import transaction

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from projects.actions.locking import locked
from projects.models import Comment, Visibility
from projects.permissions import chosen_visibility


def add_comment(
    actor: Actor, project_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Comment:
    """Write something about a project.

    Rule: what a customer writes all may read; what the staff write stays among them unless they say
    otherwise. Raises NotFound (404) and InvalidField (400).
    """
    visibility = chosen_visibility(
        actor, data, Visibility.INTERNAL if actor.is_staff else Visibility.CUSTOMER
    )
    with transaction.atomic():
        project = locked(actor, project_id)
        comment = Comment.objects.create(
            project=project, author_id=actor.id, content=data["content"], visibility=visibility
        )
        store_reply(comment)
    return comment
