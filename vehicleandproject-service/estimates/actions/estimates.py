"""How an estimate begins, and how it comes to the customer."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from estimates import events
from estimates.actions.caps import decide_within_cap
from estimates.actions.decisions import settle
from estimates.actions.lines import price, rewrite
from estimates.actions.locking import open_estimate, revised
from estimates.document import Document, content_of, digest_of, document_of
from estimates.errors import NOTHING_TO_SEND
from estimates.models import Estimate, Line
from projects.actions.history import become
from projects.actions.locking import locked
from projects.actions.tasks import measure_progress
from projects.statuses import GOES_ON, TRANSITIONS, Status


def begin_estimate(actor: Actor, project_id: UUID, *, store_reply: StoreReply = store_no_reply) -> Document:
    """Make an estimate of the work on a project, or go back to it before the work has begun.

    Rule: an estimate is made of what is approved; once it is authorised it is changed by going back to it.
    Small work that goes on without one gets it for what turns up, and goes on.
    Its currency is the location's. Raises NotFound (404), Conflict (409) illegal_transition.
    """
    with transaction.atomic():
        project = locked(actor, project_id)
        if project.status not in GOES_ON or Estimate.objects.filter(project=project).exists():
            become(project, TRANSITIONS.after(project.status, "estimate"), actor.id)
        currency = project.location.currency
        estimate, _ = Estimate.objects.get_or_create(project=project, defaults={"currency": currency})
        document = document_of(estimate)
        store_reply(document, about=estimate)
    return document


def change_estimate(
    actor: Actor,
    project_id: UUID,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> Document:
    """Give a discount on all of it.

    Rule: each line is priced with it, and is to be decided about anew if that changes it; the total stays the
    sum of the lines.
    Raises NotFound (404), Conflict (409) estimate_closed, work_begun, PreconditionFailed (412).
    """
    with transaction.atomic():
        project, estimate = open_estimate(actor, project_id)
        check_precondition(document_of(estimate))
        if estimate.update(data):
            for line in Line.objects.filter(job__estimate=estimate).select_related("job__estimate", "task"):
                priced: dict[str, Any] = {}
                price(line, priced)
                rewrite(line, priced)
            revised(project, estimate)
            measure_progress(project)
    return document_of(estimate)


def send_estimate(actor: Actor, project_id: UUID, *, store_reply: StoreReply = store_no_reply) -> Document:
    """Give the estimate to the customer, who decides line by line.

    Rule: what is sent is kept word for word, with a digest over it. Sent again without a change it stays the
    same. Where nothing is left to decide, the project is authorised at once. As work goes on, what is within
    the customer's cap is authorised by it.
    Raises NotFound (404), Conflict (409) estimate_closed, estimate_empty.
    """
    with transaction.atomic():
        project, estimate = open_estimate(actor, project_id)
        document = document_of(estimate)
        if not any(job["lines"] for job in document["jobs"]):
            raise NOTHING_TO_SEND()
        if estimate.sent_revision != estimate.revision:
            content = content_of(document)
            estimate.sent.create(
                revision=estimate.revision, content=content, digest=digest_of(content), sent_by=actor.id
            )
            estimate.update({"sent_revision": estimate.revision, "sent_at": timezone.now()})
            if project.status != Status.ESTIMATE:
                decide_within_cap(project, estimate)
            events.estimate_sent(project, document)
        settle(project, actor.id)
        document = document_of(estimate)
        store_reply(document, about=estimate)
    return document
