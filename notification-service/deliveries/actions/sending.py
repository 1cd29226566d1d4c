"""Sending what was claimed, and what becomes of it when that fails."""

import time
from contextlib import nullcontext
from datetime import timedelta
from threading import Lock
from typing import Any
from uuid import UUID

import structlog
from django.utils import timezone

from contacts.actions import stop_address
from contacts.models import ChannelName, StopReason
from deliveries.actions.claiming import MOST_ATTEMPTS, Claim, claim
from deliveries.channels import CHANNELS, Envelope, Undeliverable, Unreachable
from deliveries.codes import in_confidence
from deliveries.envelopes import envelope_of
from deliveries.models import Delivery
from deliveries.pace import await_turn
from deliveries.statuses import NotSent, Status
from devices.actions import forget
from texts.kinds import KINDS

SECONDS, MINUTES, HOURS = (timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours"))
PAUSES = (30 * SECONDS, 2 * MINUTES, 10 * MINUTES, 1 * HOURS, 6 * HOURS)
AT_A_TIME = 100
# A look at what is due ends in time for the next one, which may be another worker's.
SECONDS_OF_A_LOOK = 30

log = structlog.get_logger()
_looking = {channel: Lock() for channel in ChannelName}


def send(delivery_id: UUID) -> bool:
    """Send a delivery if it is due; whether it was begun.

    Rule: what cannot be sent now is tried again after 30 seconds, 2 and 10 minutes, 1 and 6 hours, under the
    same id; then it has failed, and waits for somebody to replay it.
    Rule: what will never be taken has failed at once, and an address that takes nothing is stopped.
    Rule: a code that cannot be asked for is waited for as a server that does not answer.
    """
    claimed = claim(delivery_id)
    if claimed is None:
        return False
    try:
        _send(claimed)
    except NotSent as why:
        _finish(claimed, status=why.status, error=why.reason)
    except Undeliverable as problem:
        _finish(claimed, status=Status.FAILED, error=problem.reason)
    except Unreachable as problem:
        _try_later(claimed, problem.reason)
    except Exception as problem:
        log.exception("not sent", delivery=str(delivery_id))
        _try_later(claimed, repr(problem))
    else:
        _finish(claimed, status=Status.SENT, sent_at=timezone.now(), error="")
    return True


def _send(claimed: Claim) -> None:
    """Raises NotSent, Undeliverable, Unreachable."""
    envelope, channel = envelope_of(claimed), claimed.place.channel
    await_turn(channel)
    try:
        with in_confidence() if KINDS[envelope.kind].code_in else nullcontext():
            CHANNELS[channel].send(envelope)
    except Undeliverable as problem:
        if problem.stops:
            _stop(channel, envelope)
        raise


def send_due() -> None:
    """Send what is due and nobody has: what a broker lost, a worker left, or a clock was waited for.

    Rule: a channel that does not answer keeps none of the others waiting. In each process one looks at a time
    for each of them.
    """
    for channel, looking in _looking.items():
        if looking.acquire(blocking=False):
            try:
                _send_due_by(channel)
            finally:
                looking.release()


def _send_due_by(channel: str) -> None:
    ends = time.monotonic() + SECONDS_OF_A_LOOK
    seen: list[UUID] = []
    while True:
        due = Delivery.objects.due(timezone.now()).filter(channel=channel).order_by("due_at", "pk")
        ids = list(due.values_list("pk", flat=True)[:AT_A_TIME])
        if not ids or ids == seen:
            return
        for delivery_id in ids:
            send(delivery_id)
            if time.monotonic() > ends:
                return
        seen = ids


def _try_later(claimed: Claim, reason: str) -> None:
    attempts = claimed.delivery.attempts
    if attempts >= MOST_ATTEMPTS:
        _finish(claimed, status=Status.FAILED, error=reason)
    else:
        _finish(claimed, due_at=timezone.now() + PAUSES[attempts - 1], error=reason)


def _finish(claimed: Claim, **outcome: Any) -> None:
    """Write down what became of it, unless it took so long that another worker has it."""
    outcome["error"] = outcome["error"][:500]
    mine = Delivery.objects.filter(pk=claimed.delivery.pk, status=Status.WAITING, claimed_until=claimed.until)
    if not mine.update(**outcome, claimed_until=None, updated_at=timezone.now()):
        log.warning("another worker has it", delivery=str(claimed.delivery.pk))


def _stop(channel: str, envelope: Envelope) -> None:
    if envelope.device_id:
        forget(envelope.device_id)
    else:
        stop_address(channel, envelope.address, StopReason.BOUNCED)
