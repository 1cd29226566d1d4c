"""Telling the others, in the same transaction as the change itself."""

import json
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.transaction import TransactionManagementError

from chassis.context import acting, request_id
from chassis.events.contracts import hold_to_contract
from chassis.events.event import Changes, stream_of

NAME = re.compile(r"[a-z_]+\.[a-z_]+\.v[0-9]+")
# Counting locks the count until the commit, so a subject's versions, times and ids rise in that order; the
# times also while the clock is set back.
COUNT_AND_TELL = """
WITH counted AS (
    INSERT INTO events_versions (stream, subject, version, occurred_at)
    VALUES (%(stream)s, %(subject)s, 1, clock_timestamp())
    ON CONFLICT (stream, subject) DO UPDATE SET
        version = events_versions.version + 1,
        occurred_at = GREATEST(clock_timestamp(), events_versions.occurred_at + interval '1 microsecond')
    RETURNING version, occurred_at
)
INSERT INTO events_outbox (
    event_id, name, subject, version, occurred_at, actor_id, actor_role, actor_name, request_id, data, changes
)
SELECT %(event_id)s, %(name)s, %(subject)s, version, occurred_at,
       %(actor_id)s, %(actor_role)s, %(actor_name)s, %(request_id)s, %(data)s::jsonb, %(changes)s::jsonb
FROM counted
"""
# Everybody counts in the same order, so that no two transactions wait for each other.
COUNT_AND_TELL_TOGETHER = """
WITH happened AS (
    SELECT * FROM unnest(%(event_ids)s::uuid[], %(subjects)s::text[], %(payloads)s::text[])
    AS happened (event_id, subject, data)
), counted AS (
    INSERT INTO events_versions (stream, subject, version, occurred_at)
    SELECT %(stream)s, subject, 1, clock_timestamp() FROM happened ORDER BY subject
    ON CONFLICT (stream, subject) DO UPDATE SET
        version = events_versions.version + 1,
        occurred_at = GREATEST(clock_timestamp(), events_versions.occurred_at + interval '1 microsecond')
    RETURNING subject, version, occurred_at
)
INSERT INTO events_outbox (
    event_id, name, subject, version, occurred_at, actor_id, actor_role, actor_name, request_id, data
)
SELECT event_id, %(name)s, subject, version, occurred_at,
       %(actor_id)s, %(actor_role)s, %(actor_name)s, %(request_id)s, data::jsonb
FROM counted JOIN happened USING (subject)
"""


def emit(name: str, *, subject: object, data: dict[str, Any], changes: Changes | None = None) -> None:
    """Write an event to the outbox, to be published if and when the surrounding transaction commits.

    `changes` is what became different, as `BaseModel.update()` gives it: a field's [before, after].

    Rule: no event without its change, no change without its event, and none that breaks its contract.
    """
    _write(
        COUNT_AND_TELL,
        name,
        event_id=_new_id(),
        subject=str(subject),
        data=_checked(name, data),
        changes=json.dumps(changes or {}, cls=DjangoJSONEncoder),
    )


def emit_together(name: str, data: Mapping[object, dict[str, Any]]) -> None:
    """Write an event for each subject with its payload, in one statement: all of them or none."""
    _write(
        COUNT_AND_TELL_TOGETHER,
        name,
        event_ids=[_new_id() for _ in data],
        subjects=[str(subject) for subject in data],
        payloads=[_checked(name, one) for one in data.values()],
    )


def _write(statement: str, name: str, **values: Any) -> None:
    who = acting()
    envelope = {
        "stream": stream_of(name),
        "name": name,
        "actor_id": who.id,
        "actor_role": who.role,
        "actor_name": who.name,
        "request_id": request_id.get(),
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, {**envelope, **values})


def _checked(name: str, data: dict[str, Any]) -> str:
    """The payload as it is stored. Raises ValueError, LookupError, TransactionManagementError."""
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a name like 'thing.happened.v1'.")
    if not _in_transaction():
        raise TransactionManagementError(f"{name} was emitted outside the transaction of its change.")
    payload = json.dumps(data, cls=DjangoJSONEncoder)
    hold_to_contract(name, json.loads(payload))
    return payload


def _new_id() -> UUID:
    from chassis.models import new_id  # the package is imported before models may be

    return new_id()


def _in_transaction() -> bool:
    """Whether the code opened one. The one a test case wraps around a test does not count."""
    blocks = connection.atomic_blocks
    return bool(blocks) and not getattr(blocks[-1], "_from_testcase", False)
