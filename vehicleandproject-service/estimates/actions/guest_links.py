"""Links by which somebody who is not signed in decides about one estimate."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from chassis import locking
from chassis.api.etags import Precondition, no_precondition
from chassis.auth import Actor
from chassis.bearer_codes import digest_of, new_code
from chassis.errors import NotFound
from chassis.origins import Origin
from estimates.actions.decisions import Decider, decide_about
from estimates.actions.locking import line_of, locked_estimate
from estimates.errors import LINK_OVER
from estimates.models import Decision, GuestLink, Line
from projects.actions.locking import not_over
from projects.models import Project
from projects.statuses import OVER


def make_guest_link(actor: Actor, project_id: UUID, data: dict[str, Any]) -> tuple[GuestLink, str]:
    """Make a link to a project's estimate. Its code is given away here and never again.

    Rule: it leads to one project, and ends after some days, when it is revoked, or with the project.
    Raises NotFound (404), Conflict (409) project_over.
    """
    with transaction.atomic():
        project, _ = locked_estimate(actor, project_id)
        not_over(project)
        code, expires_at = new_code(), timezone.now() + timedelta(days=data["days"])
        link = project.guest_links.create(digest=digest_of(code), expires_at=expires_at, created_by=actor.id)
    return link, code


def revoke_guest_link(link: GuestLink, *, check_precondition: Precondition = no_precondition) -> None:
    """Let a link lead nowhere any more. What was agreed to by it stays. Raises PreconditionFailed (412)."""
    with transaction.atomic():
        link = locking.locked(GuestLink.objects.all(), link.pk)
        check_precondition(link)
        if link.revoked_at is None:
            link.update({"revoked_at": timezone.now()})


def opened(code: str) -> GuestLink:
    """The link of a code. Raises NotFound (404), Gone (410) for one that leads nowhere any more."""
    link = GuestLink.objects.select_related("project").filter(digest=digest_of(code)).first()
    if link is None:
        raise NotFound
    if link.revoked_at or link.expires_at <= timezone.now() or link.project.status in OVER:
        raise LINK_OVER()
    return link


def decide_as_guest(
    code: str, line_id: UUID, decision: Decision, data: dict[str, Any], origin: Origin
) -> Line:
    """Authorise, decline or defer a line of the estimate that the link leads to.

    Raises NotFound (404), Gone (410), Conflict (409) as decide does.
    """
    with transaction.atomic():
        project_id = opened(code).project_id
        project = locking.locked(Project.objects.all(), project_id)
        link = opened(code)  # Again: it may have been revoked while we waited.
        line = line_of(project.estimate, None, line_id)
        decide_about(project, project.estimate, line, decision, data, Decider(origin, guest_link=link))
    return line
