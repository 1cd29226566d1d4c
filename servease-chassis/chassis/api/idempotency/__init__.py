"""Retries that are safe: the same Idempotency-Key and body get the first answer again.

The answer is stored by `Attempt.store_reply`, which the action calls last in its own transaction. There is no
moment in which the work is done and its answer is not kept, and of two requests with one key the second waits
on the unique constraint, is rolled back, and is given the first one's answer. Refusals are not kept: they
wrote nothing, and the same request may succeed later. Kept for 24 hours, or until what it shows is deleted.
Source: the IETF draft "The Idempotency-Key HTTP Header Field".
"""

from datetime import timedelta
from hashlib import blake2b
from typing import Any, Protocol
from uuid import UUID

import msgspec
from django.core.files import File
from django.db import connection
from django.db.models import Model
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from chassis import json
from chassis.api.answers import Promise, shape_of, shown
from chassis.api.permissions import caller
from chassis.api.representation import Representation
from chassis.errors import INVALID_KEY, KEY_REUSED, LONGEST_KEY, NO_MORE
from chassis.writing import Write, write

KEPT = timedelta(hours=24)
GONE = 410
EARLIER = """
SELECT fingerprint, rights, status, body FROM idempotency_storedreply
WHERE account_id = %s AND key = %s AND created_at > %s
"""
FORGET = """
UPDATE idempotency_storedreply SET body = '', status = %(gone)s
WHERE subject = ANY(%(forgotten)s) RETURNING true
"""


class StoreReply(Protocol):
    def __call__(self, row: Any, *, about: Model | None = None) -> None: ...


def store_no_reply(row: Any, *, about: Model | None = None) -> None:
    """What an action remembers when no Idempotency-Key came with the request."""


class Attempt:
    """One request that carries an Idempotency-Key."""

    def __init__(self, request: Request, key: str, rows: Representation, promise: Promise) -> None:
        if not key.isascii() or not key.isprintable() or not 0 < len(key) <= LONGEST_KEY:
            raise INVALID_KEY(field="Idempotency-Key")
        self.account_id: UUID = caller(request).id
        self.rights: int = caller(request).rights
        self.key = key
        self.rows = rows
        self.promise = promise
        self.request = request
        self.fingerprint = _fingerprint(request)
        self.body: bytes | None = None

    def earlier_reply(self) -> HttpResponse | None:
        """The stored answer.

        Rule: what was shown to an account is not shown to it again once its role or its groups have changed.
        Raises Unprocessable (422) if the key came with another request or other rights, Gone (410) if its
        subject is.
        """
        with connection.cursor() as cursor:
            cursor.execute(EARLIER, [self.account_id, self.key, timezone.now() - KEPT])
            stored = cursor.fetchone()
        if stored is None:
            return None
        fingerprint, rights, status, body = stored
        if fingerprint != self.fingerprint or rights not in {None, self.rights}:
            raise KEY_REUSED()
        if status == GONE:
            raise NO_MORE()
        answer = self.promise.tagged(self.request, bytes(body), status)
        answer["Idempotency-Replayed"] = "true"
        return answer

    def store_reply(self, row: Any, *, about: Model | None = None) -> None:
        """Keep the answer that shows `row`. Call it last in the action's transaction.

        It is forgotten with `about`: the row itself, unless the answer shows part of something larger.
        """
        from chassis.api.idempotency.models import StoredReply

        self.body = json.encode(shown(self.rows, row))
        reply = StoredReply(
            account_id=self.account_id,
            key=self.key,
            fingerprint=self.fingerprint,
            rights=self.rights,
            status=self.promise.status,
            body=self.body,
            subject=str((about or row).pk),
        )
        reply.keep(KEPT)


def forget_replies(*subjects: object) -> None:
    """Empty the answers that show these, in the transaction that deletes them.

    Rule: nothing of what was deleted is told again; a retry of what made it is answered 410.
    """
    values = {"forgotten": [str(subject) for subject in subjects], "gone": GONE}
    write(Write("replies_forgotten", FORGET, values))


class Noted:
    """What keeps nothing, where no key came, and knows that it was asked to."""

    body: bytes | None = None

    def __init__(self, rows: Representation) -> None:
        self.rows = rows

    def store_reply(self, row: Any, *, about: Model | None = None) -> None:
        self.body = json.encode(shown(self.rows, row))


def answer_once(
    handler: Any, view: Any, request: Request, path: dict[str, Any], promise: Promise
) -> HttpResponse:
    """The first answer to this key, or the one that the handler's action remembers now."""
    rows = shape_of(promise.response, request)
    if rows is None:
        raise RuntimeError("An idempotent operation says what it gives.")
    key = request.headers.get("Idempotency-Key")
    attempt = Noted(rows) if key is None else Attempt(request, key, rows, promise)
    replayed = attempt.earlier_reply() if isinstance(attempt, Attempt) else None
    if replayed:
        return replayed
    view.store_reply = attempt.store_reply
    try:
        handler(view, request, **path)
    except Exception:
        # Another request with this key may have won the race for what this one wanted: its answer counts.
        replayed = attempt.earlier_reply() if isinstance(attempt, Attempt) else None
        if replayed is None:
            raise
        return replayed
    if attempt.body is None:
        raise RuntimeError(f"The action behind {type(view).__name__} does not call store_reply().")
    return promise.tagged(request, attempt.body, promise.status)


def _fingerprint(request: Request) -> str:
    """The same for the same JSON, whatever the order of its keys. Of a file it is the bytes that count."""
    parts = [request.method, request.get_full_path(), _compared(request.data)]
    return blake2b(_in_order.encode(parts), digest_size=32).hexdigest()


def _compared(body: Any) -> Any:
    if not isinstance(body, dict):
        return body
    return {name: _digest(part) if isinstance(part, File) else part for name, part in body.items()}


def _digest(part: File) -> str:
    digest = blake2b(digest_size=32)
    for chunk in part.chunks():
        digest.update(chunk)
    part.seek(0)
    return digest.hexdigest()


_in_order = msgspec.json.Encoder(order="deterministic")
