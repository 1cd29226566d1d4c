"""Retries that are safe: the same Idempotency-Key and body get the first answer again.

The answer is stored by `Attempt.remember`, which the action calls last in its own transaction. So there is no
moment in which the work is done and its answer is not kept, and of two requests with one key the second waits
on the unique constraint, is rolled back, and is given the first one's answer. Refusals are not kept: they
wrote nothing, and the same request may succeed later. Kept for 24 hours, or until what it shows is deleted.
Source: the IETF draft "The Idempotency-Key HTTP Header Field".
"""

from datetime import timedelta
from hashlib import blake2b
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Model
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from chassis import json
from chassis.errors import INVALID_KEY, KEY_REUSED, LONGEST_KEY, NO_MORE
from chassis.permissions import caller
from chassis.representation import Representation

KEPT = timedelta(hours=24)
GONE = 410


class Remember(Protocol):
    def __call__(self, row: Any, *, about: Model | None = None) -> None: ...


def nothing(row: Any, *, about: Model | None = None) -> None:
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
        """The stored answer.

        Raises Unprocessable (422) if the key came with another request, Gone (410) if its subject is.
        """
        stored = self._stored().filter(created_at__gt=timezone.now() - KEPT).first()
        if stored is None:
            return None
        if stored.fingerprint != self.fingerprint:
            raise KEY_REUSED()
        if stored.status == GONE:
            raise NO_MORE()
        return HttpResponse(
            bytes(stored.body),
            status=stored.status,
            content_type="application/json",
            headers={"Idempotency-Replayed": "true"},
        )

    def remember(self, row: Any, *, about: Model | None = None) -> None:
        """Keep the answer that shows `row`. Call it last in the action's transaction.

        It is forgotten with `about`: the row itself, unless the answer shows part of something larger.
        """
        from chassis.idempotency.models import StoredReply

        self.body = json.encode(self.rows.of(row))
        # Its key may have been used before, for something that is over.
        self._stored().filter(created_at__lte=timezone.now() - KEPT).delete()
        StoredReply.objects.create(
            account_id=self.account_id,
            key=self.key,
            fingerprint=self.fingerprint,
            status=self.status,
            body=self.body,
            subject=str((about or row).pk),
        )

    def _stored(self) -> Any:
        from chassis.idempotency.models import StoredReply

        return StoredReply.objects.filter(account_id=self.account_id, key=self.key)


def forget(*subjects: object) -> None:
    """Empty the answers that show these, in the transaction that deletes them.

    Rule: nothing of what was deleted is told again; a retry of what made it is answered 410.
    """
    from chassis.idempotency.models import StoredReply

    shown = StoredReply.objects.filter(subject__in=[str(subject) for subject in subjects])
    shown.update(body=b"", status=GONE)


def _fingerprint(request: Request) -> str:
    asked = [request.method, request.get_full_path(), request.data]
    return blake2b(json.encode(asked), digest_size=32).hexdigest()
