"""Retries that are safe: the same Idempotency-Key and body get the first answer again.

The answer is stored by `Attempt.remember`, which the action calls last in its own transaction. So there is no
moment in which the work is done and its answer is not kept, and of two requests with one key the second waits
on the unique constraint, is rolled back, and is given the first one's answer. Refusals are not kept: they
wrote nothing, and the same request may succeed later. Kept for 24 hours.
Source: the IETF draft "The Idempotency-Key HTTP Header Field".
"""

from collections.abc import Callable
from datetime import timedelta
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from chassis import json
from chassis.errors import INVALID_KEY, KEY_REUSED, LONGEST_KEY
from chassis.permissions import caller
from chassis.representation import Representation

KEPT = timedelta(hours=24)

Remember = Callable[[Any], None]


def nothing(row: Any) -> None:
    """What an action remembers when no Idempotency-Key came with the request."""


class Attempt:
    """One request that carries an Idempotency-Key."""

    def __init__(self, request: Request, key: str, rows: Representation, status: int) -> None:
        if not key.isascii() or not key.isprintable() or not 0 < len(key) <= LONGEST_KEY:
            raise INVALID_KEY(field="Idempotency-Key")
        self.account_id: UUID = caller(request).id
        self.key = key
        self.rows = rows
        self.status = status
        self.fingerprint = _fingerprint(request)
        self.body: bytes | None = None

    def earlier_reply(self) -> HttpResponse | None:
        """The stored answer. Raises Unprocessable (422) if the key came with another request."""
        stored = self._stored().filter(created_at__gt=timezone.now() - KEPT).first()
        if stored is None:
            return None
        if stored.fingerprint != self.fingerprint:
            raise KEY_REUSED()
        return HttpResponse(
            bytes(stored.body),
            status=stored.status,
            content_type="application/json",
            headers={"Idempotency-Replayed": "true"},
        )

    def remember(self, row: Any) -> None:
        """Keep the answer that shows `row`. Call it last in the action's transaction."""
        from chassis.idempotency.models import StoredReply

        self.body = json.encode(self.rows.of(row))
        expired = timezone.now() - KEPT
        StoredReply.objects.filter(account_id=self.account_id, created_at__lte=expired).delete()
        StoredReply.objects.create(
            account_id=self.account_id,
            key=self.key,
            fingerprint=self.fingerprint,
            status=self.status,
            body=self.body,
        )

    def _stored(self) -> Any:
        from chassis.idempotency.models import StoredReply

        return StoredReply.objects.filter(account_id=self.account_id, key=self.key)


def _fingerprint(request: Request) -> str:
    asked = [request.method, request.get_full_path(), request.data]
    return blake2b(json.encode(asked), digest_size=32).hexdigest()
