"""What authentication-service says of an API key, and whom that makes of who sends it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
from django.conf import settings

from chassis import outbound
from chassis.auth import rights
from chassis.auth.actor import Actor
from chassis.auth.service import renew_service_token, service_token
from chassis.context import request_id
from chassis.errors import UpstreamUnavailable
from chassis.outbound import Unanswered

PATH = "/internal/api-keys/"
FETCH_SECONDS = 1.5
LARGEST_ANSWER = 64 * 1024


class Answer(msgspec.Struct):
    """Of a key that counts: whose it is, what they may now, and which scopes it has."""

    id: UUID
    account_id: UUID
    role: Literal["customer", "employee", "admin"]
    permissions: list[str]
    rights: int
    email_verified: bool
    scopes: list[str]
    expires_at: datetime | None = None


def actor_by(answer: Answer, key: str) -> Actor:
    return Actor(
        id=answer.account_id,
        role=answer.role,
        session_id=answer.id,
        email_verified=answer.email_verified,
        token=key,
        permissions=rights.held(answer.role, answer.permissions),
        rights=answer.rights,
        scopes=frozenset(answer.scopes),
    )


def ask_authentication_service(digest: str) -> Answer | None:
    """Whose key has this SHA-256; None if none that counts has. Raises Unanswered.

    Rule: a kept token of this service that is refused (401) is replaced, and the question asked once more.
    """
    try:
        token = service_token()
        answer = _asked(digest, token)
        if answer.status == 401:
            renew_service_token(token)
            answer = _asked(digest, service_token())
    except UpstreamUnavailable as error:
        raise Unanswered(str(error)) from error
    if answer.status == 404:
        return None
    if answer.status != 200:
        raise Unanswered(f"It answered {answer.status}.")
    try:
        return msgspec.json.decode(answer.content, type=Answer)
    except msgspec.DecodeError as error:
        raise Unanswered(f"Not what it promises: {error}") from error


def _asked(digest: str, token: str) -> outbound.Answer:
    return outbound.fetch(
        "POST",
        settings.AUTH_SERVICE_URL + PATH,
        seconds=FETCH_SECONDS,
        body=msgspec.json.encode({"digest": digest}),
        headers={
            "Content-Type": "application/json",
            "Authorization": f"Bearer {token}",
            "X-Request-ID": request_id.get(),
        },
        largest=LARGEST_ANSWER,
    )
