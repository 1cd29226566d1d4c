"""When the work will be done."""

from typing import Any
from uuid import UUID

from django.db import transaction

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from projects import events
from projects.actions.locking import locked, not_over
from projects.errors import READY_ALREADY, REASON_REQUIRED
from projects.models import Project, ProjectEta, Visibility
from projects.permissions import chosen_visibility, etas_visible_to
from projects.statuses import Status


def say_when(
    actor: Actor, project_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> ProjectEta:
    """Say when the work on a project will be done.

    Rule: each ETA is kept beside those of before, and from the second on says why; the reason is for the
    customer unless the staff say otherwise. The instant that stands already is no new one.
    Raises NotFound (404), InvalidField (400), Conflict (409) project_over or ready_already.
    """
    visibility = chosen_visibility(actor, data, Visibility.CUSTOMER)
    with transaction.atomic():
        project = locked(actor, project_id)
        not_over(project)
        if project.status == Status.READY:
            raise READY_ALREADY(project_status=project.status)
        if project.ready_at != data["ready_at"]:
            _change(actor, project, data, visibility)
        eta = etas_visible_to(actor, project_id).latest("id")
        store_reply(eta)
    return eta


def _change(actor: Actor, project: Project, data: dict[str, Any], visibility: Visibility) -> None:
    if project.ready_at is not None and not data["reason"]:
        raise REASON_REQUIRED(field="reason")
    changes = project.update({"ready_at": data["ready_at"]})
    eta = project.etas.create(
        ready_at=data["ready_at"], actor_id=actor.id, reason=data["reason"], reason_visibility=visibility
    )
    events.project_eta_changed(project, eta, changes)
