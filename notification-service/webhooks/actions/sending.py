"""Sending: one worker at a time for each webhook, in the order in which things are due.

Who sends has the webhook until `claimed_until`, and says so anew before each request; who is killed leaves it
to whoever comes when that is over. What was sent and not written down is sent again under the same id.
"""

import time
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from chassis.outbound import Unanswered
from outside import Inside, post
from webhooks.models import Off, Status, Webhook, WebhookDelivery
from webhooks.queue import enqueue
from webhooks.sealing import Sealed
from webhooks.signing import headers_of

# Longer than one request may take.
CLAIM = timedelta(seconds=30)
# After the first failure in a row; each further one doubles it.
REST = timedelta(seconds=5)
LONGEST_REST = timedelta(minutes=5)
RETRIES = [
    timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=5),
    timedelta(hours=10),
]  # fmt: skip
# A program that takes its time has a worker for so long, and then again when others have had theirs.
SECONDS_AT_A_TIME = 20
MOST_ATTEMPTS_SHOWN = 20
LONGEST_ERROR = 200
GONE = 410

log = structlog.get_logger("webhooks")


class Outcome(NamedTuple):
    """Of one attempt. Without an answer there is an error and no status code."""

    at: datetime
    milliseconds: int
    status_code: int | None = None
    error: str = ""

    @property
    def is_success(self) -> bool:
        return self.status_code is not None and 200 <= self.status_code < 300

    def as_json(self) -> dict[str, Any]:
        return {**self._asdict(), "at": self.at.isoformat().replace("+00:00", "Z")}


def webhooks_with_work() -> list[UUID]:
    """Those for which something is due, and which nobody sends to and do not rest."""
    due = WebhookDelivery.objects.filter(
        webhook=OuterRef("pk"), status=Status.WAITING, due_at__lte=timezone.now()
    )
    return list(_free(timezone.now()).filter(Exists(due)).values_list("pk", flat=True))


def send_what_is_due(webhook_id: UUID) -> None:
    """Send a webhook what is due for it, until something fails or somebody else sends to it.

    Rule: a slow program does not keep a worker from all else: after 20 seconds others have their turn.

    Rule: after a failure a webhook rests for five seconds, and twice as long after each further one in a row,
    up to five minutes.
    Rule: what was not taken is sent again after 5 s, 5 min, 30 min, 2 h, 5 h and 10 h, and then given up.
    Rule: a receiver that answers 410 is gone, and its webhook is switched off.
    """
    ends = time.monotonic() + SECONDS_AT_A_TIME
    claim = _claimed(_free(timezone.now()).filter(pk=webhook_id))
    while claim is not None:
        webhook = Webhook.objects.filter(pk=webhook_id).first()
        delivery = _next_due(webhook_id)
        if webhook is None or delivery is None or not webhook.is_on:
            _released(webhook_id, claim)
            return
        if time.monotonic() > ends:
            _released(webhook_id, claim)
            enqueue(webhook_id)
            return
        outcome = _attempt(webhook, delivery)
        claim = _written_down(webhook_id, delivery.id, outcome, claim)


def _free(now: datetime) -> "QuerySet[Webhook]":
    return Webhook.objects.filter(Q(claimed_until=None) | Q(claimed_until__lt=now), off="")


def _claimed(webhooks: "QuerySet[Webhook]") -> datetime | None:
    """Until when it is ours; None if it is somebody else's."""
    until = timezone.now() + CLAIM
    return until if webhooks.update(claimed_until=until) else None


def _released(webhook_id: UUID, claim: datetime) -> None:
    Webhook.objects.filter(pk=webhook_id, claimed_until=claim).update(claimed_until=None)


def _next_due(webhook_id: UUID) -> WebhookDelivery | None:
    due = WebhookDelivery.objects.filter(
        webhook_id=webhook_id, status=Status.WAITING, due_at__lte=timezone.now()
    )
    return due.order_by("due_at", "id").first()


def _attempt(webhook: Webhook, delivery: WebhookDelivery) -> Outcome:
    at, began = timezone.now(), time.monotonic()
    status_code, error = None, ""
    try:
        headers = {
            **headers_of(webhook, delivery, at),
            "Content-Type": "application/json",
            "User-Agent": "ServEase",
        }
        status_code = post(webhook.url, delivery.body.encode(), headers).status
    except (Inside, Unanswered, Sealed) as failure:
        error = str(failure)
    except Exception as failure:
        # Whatever it is, it keeps what comes after it waiting no longer than any other failure.
        log.exception("not sent", webhook=str(webhook.id), delivery=str(delivery.id))
        error = repr(failure)
    return Outcome(at, round((time.monotonic() - began) * 1000), status_code, error[:LONGEST_ERROR])


def _written_down(webhook_id: UUID, delivery_id: UUID, outcome: Outcome, claim: datetime) -> datetime | None:
    """What became of an attempt; the claim with which to go on, or None."""
    with transaction.atomic():
        webhook = Webhook.objects.select_for_update(no_key=True).filter(pk=webhook_id).first()
        delivery = WebhookDelivery.objects.select_for_update().filter(pk=delivery_id).first()
        if webhook is None or delivery is None:
            return None
        _note(delivery, outcome)
        ours = webhook.claimed_until == claim
        if outcome.is_success:
            webhook.failures = 0
            webhook.claimed_until = timezone.now() + CLAIM if ours else webhook.claimed_until
        elif outcome.status_code == GONE:
            webhook.off, webhook.claimed_until = Off.GONE, None
            webhook.deliveries.filter(status=Status.WAITING).update(status=Status.CANCELLED)
        else:
            # More would be no number of seconds that anybody waits.
            webhook.failures = min(webhook.failures + 1, 10)
            webhook.claimed_until = timezone.now() + min(REST * 2 ** (webhook.failures - 1), LONGEST_REST)
        webhook.save(update_fields=["failures", "claimed_until", "off"])
    return webhook.claimed_until if ours and outcome.is_success else None


def _note(delivery: WebhookDelivery, outcome: Outcome) -> None:
    delivery.attempts = [*delivery.attempts, outcome.as_json()][-MOST_ATTEMPTS_SHOWN:]
    delivery.tries += 1
    if outcome.is_success:
        delivery.status = Status.DELIVERED
    elif delivery.status == Status.WAITING:
        if outcome.status_code == GONE or delivery.tries > len(RETRIES):
            delivery.status = Status.DEAD
        else:
            delivery.due_at = timezone.now() + RETRIES[delivery.tries - 1]
    delivery.save(update_fields=["attempts", "tries", "status", "due_at", "updated_at"])
