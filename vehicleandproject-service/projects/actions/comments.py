"""What is written about a project."""

from textwrap import shorten
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.auth.actor import Role
from chassis.errors import NotFound
from projects import events
from projects.actions.locking import locked
from projects.models import Assignee, Comment, Project, TaskStatus, Visibility
from projects.permissions import chosen_visibility

LONGEST_EXCERPT = 160

log = structlog.get_logger("projects")


def add_comment(
    actor: Actor, project_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Comment:
    """Write something about a project.

    Rule: what a customer writes all may read; what the staff write stays among them unless they say
    otherwise. What customer and workshop write to each other is published, with its beginning.
    Raises NotFound (404) and InvalidField (400).
    """
    visibility = chosen_visibility(
        actor, data, Visibility.INTERNAL if actor.is_staff else Visibility.CUSTOMER
    )
    with transaction.atomic():
        project = locked(actor, project_id)
        comment = Comment.objects.create(
            project=project, author_id=actor.id, content=data["content"], visibility=visibility
        )
        if visibility == Visibility.CUSTOMER:
            _publish(project, comment)
        store_reply(comment)
    return comment


def take_reply(project_id: UUID, account_id: UUID, role: Role, text: str) -> None:
    """Write what somebody answered by mail, for customer and workshop.

    Rule: an answer by mail lands if who wrote it still sees the project: its customer, and of the workshop
    who works here.
    """
    actor = Actor(id=account_id, role=role)
    try:
        if actor.is_staff and Assignee.objects.filter(pk=account_id, is_active=False).exists():
            raise NotFound
        add_comment(actor, project_id, {"content": text, "visibility": Visibility.CUSTOMER})
    except NotFound:
        log.info("reply dropped", reason="not_theirs", project_id=str(project_id))


def _publish(project: Project, comment: Comment) -> None:
    by_customer = comment.author_id == project.customer_id
    readers = _readers(project) if by_customer else []
    events.project_message_written(project, comment, excerpt_of(comment.content), readers)


def _readers(project: Project) -> list[UUID]:
    """Who of the workshop reads what the customer writes.

    Rule: those who have a task of the project that is not cancelled and those who wrote to its customer;
    where there is nobody, those who brought it to where it is. Nobody who has left.
    """
    have_a_task = project.tasks.exclude(status=TaskStatus.CANCELLED).values_list("assignee_id", flat=True)
    wrote = project.comments.filter(visibility=Visibility.CUSTOMER).values_list("author_id", flat=True)
    moved = project.timeline.values_list("actor_id", flat=True)
    return _who_works_here(project, {*have_a_task, *wrote}) or _who_works_here(project, {*moved})


def _who_works_here(project: Project, people: set[UUID | None]) -> list[UUID]:
    staff = {one for one in people if one is not None and one != project.customer_id}
    left = Assignee.objects.filter(pk__in=staff, is_active=False).values_list("pk", flat=True)
    return sorted(staff - set(left))


def excerpt_of(content: str) -> str:
    """The beginning of a text, in one line; an ellipsis says that there is more."""
    line = " ".join(content.split())
    whole_words = shorten(line, LONGEST_EXCERPT, placeholder=" …")
    # One word that is longer than all of it has no place to end.
    return whole_words if whole_words != "…" else f"{line[: LONGEST_EXCERPT - 1]}…"
