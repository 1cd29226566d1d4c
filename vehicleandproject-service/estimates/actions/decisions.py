"""What the customer says to each line, and what follows from it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.origins import Origin
from estimates import events
from estimates.actions.locking import count_decisions, line_of, locked_estimate, work_has_begun
from estimates.errors import ALREADY_DECIDED, ESTIMATE_CHANGED, ESTIMATE_CLOSED
from estimates.models import Agreement, Cap, Decision, Estimate, GuestLink, Line, SentEstimate
from estimates.permissions import may_decide
from projects.actions.history import become
from projects.actions.tasks import measure_progress, release_task
from projects.models import Project
from projects.statuses import TRANSITIONS, Status

OPEN_FOR_DECISIONS = (Status.ESTIMATE, Status.AUTHORISED, Status.IN_PROGRESS, Status.ON_HOLD)


@dataclass(frozen=True)
class Decider:
    """Who decides, and from where: an account, perhaps in advance by a cap, or a guest by their link."""

    origin: Origin
    actor_id: UUID | None = None
    on_behalf: bool = False
    guest_link: GuestLink | None = None
    cap: Cap | None = None


def decide(
    actor: Actor,
    project_id: UUID,
    line_path: tuple[UUID, UUID],
    decision: Decision,
    data: dict[str, Any],
    origin: Origin,
    *,
    store_reply: StoreReply = store_no_reply,
) -> Line:
    """Authorise, decline or defer a line.

    Raises NotFound (404), Forbidden (403), InvalidField (400), Conflict (409) estimate_changed,
    estimate_closed, already_decided.
    """
    may_decide(actor, data["note"])
    with transaction.atomic():
        project, estimate = locked_estimate(actor, project_id)
        line = line_of(estimate, *line_path)
        decider = Decider(origin, actor.id, on_behalf=actor.is_staff)
        decide_about(project, estimate, line, decision, data, decider)
        store_reply(line)
    return line


def decide_about(
    project: Project, estimate: Estimate, line: Line, decision: Decision, data: dict[str, Any], by: Decider
) -> None:
    """Keep what was decided about a line of a locked project, and let its task follow.

    Rule: what is decided about is what was sent and has not changed since: the caller names its revision.
    Rule: a decision can be changed until work on the line has begun; it stays on record, and is void.
    Rule: an authorised line's task may be worked on, a declined or deferred one's is cancelled.
    """
    if project.status not in OPEN_FOR_DECISIONS:
        raise ESTIMATE_CLOSED(project_status=project.status)
    sent = estimate.sent.filter(revision=estimate.revision).first()
    if sent is None or sent.revision != data["revision"]:
        raise ESTIMATE_CHANGED(revision=estimate.revision, sent_revision=estimate.sent_revision)
    if line.decision == decision:
        return
    if work_has_begun(line):
        raise ALREADY_DECIDED(decision=line.decision)
    agreement = _keep(sent, line, decision, data["note"], by)
    line.update({"decision": decision})
    _follow(project, line)
    count_decisions(project)
    settle(project, by.actor_id)
    events.line_decided(project, estimate, line, agreement)


def settle(project: Project, actor_id: UUID | None) -> None:
    """Rule: a project is authorised when each line is decided about and at least one is agreed to; where none
    is any more before the work has begun, it is an estimate again."""
    agreed = Line.objects.filter(job__estimate__project=project, decision=Decision.AUTHORISED).exists()
    if project.status == Status.ESTIMATE and not project.undecided_lines and agreed:
        become(project, TRANSITIONS.after(project.status, "authorise"), actor_id)
    elif project.status == Status.AUTHORISED and not agreed:
        become(project, TRANSITIONS.after(project.status, "estimate"), actor_id)


def void(line: Line) -> None:
    """Rule: what was decided about a line is void once the line changes."""
    Agreement.objects.filter(line_id=line.id, voided_at__isnull=True).update(voided_at=timezone.now())


def _keep(sent: SentEstimate, line: Line, decision: Decision, note: str, by: Decider) -> Agreement:
    void(line)
    return Agreement.objects.create(
        sent=sent,
        line_id=line.id,
        decision=decision,
        actor_id=by.actor_id,
        guest_link=by.guest_link,
        cap=by.cap,
        on_behalf=by.on_behalf,
        note=note,
        address=by.origin.address,
        user_agent=by.origin.user_agent,
    )


def _follow(project: Project, line: Line) -> None:
    """Let the line's task be what was decided about it."""
    if line.task is None:
        return
    release_task(line.task, agreed=line.decision == Decision.AUTHORISED)
    measure_progress(project)
