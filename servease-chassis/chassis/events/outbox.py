"""Telling the others, in the same transaction as the change itself."""

import json
import re
from typing import Any

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


def emit(name: str, *, subject: object, data: dict[str, Any], changes: Changes | None = None) -> None:
    """Write an event to the outbox, to be published if and when the surrounding transaction commits.

    `changes` is what became different, as `BaseModel.update()` gives it: a field's [before, after].

    Rule: no event without its change, no change without its event, and none that breaks its contract.
    """
    from chassis.models import new_id  # the package is imported before models may be

    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a name like 'thing.happened.v1'.")
    if not _in_transaction():
        raise TransactionManagementError(f"{name} was emitted outside the transaction of its change.")
    payload = json.dumps(data, cls=DjangoJSONEncoder)
    hold_to_contract(name, json.loads(payload))
    who = acting()
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT_AND_TELL,
            {
                "stream": stream_of(name),
                "subject": str(subject),
                "event_id": new_id(),
                "name": name,
                "actor_id": who.id,
                "actor_role": who.role,
                "actor_name": who.name,
                "request_id": request_id.get(),
                "data": payload,
                "changes": json.dumps(changes or {}, cls=DjangoJSONEncoder),
            },
        )


def _in_transaction() -> bool:
    """Whether the code opened one. The one a test case wraps around a test does not count."""
    blocks = connection.atomic_blocks
    return bool(blocks) and not getattr(blocks[-1], "_from_testcase", False)
