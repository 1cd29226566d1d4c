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
from chassis.writing import Write, write

NAME = re.compile(r"[a-z_]+\.[a-z_]+\.v[0-9]+")
# Counting locks the count until the commit, so a subject's versions, times and ids rise in that order; the
# times also while the clock is set back. Everybody counts in the same order, so that no two transactions wait
# for each other. Of several events of a subject the last has the count.
COUNTED = """
happened AS (
    SELECT *, row_number() OVER of_a_subject AS number, count(*) OVER all_of_a_subject AS of_all
    FROM unnest(
        %(emitted_ids)s::uuid[], %(emitted_names)s::text[], %(emitted_streams)s::text[],
        %(emitted_subjects)s::text[], %(emitted_payloads)s::text[], %(emitted_changes)s::text[]
    ) WITH ORDINALITY AS happened (event_id, name, stream, subject, data, changes, place)
    WINDOW all_of_a_subject AS (PARTITION BY stream, subject),
           of_a_subject AS (all_of_a_subject ORDER BY place)
), counted AS (
    INSERT INTO events_versions (stream, subject, version, occurred_at)
    SELECT stream, subject, max(number), clock_timestamp() FROM happened GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (stream, subject) DO UPDATE SET
        version = events_versions.version + excluded.version,
        occurred_at = GREATEST(
            clock_timestamp(), events_versions.occurred_at + excluded.version * interval '1 microsecond'
        )
    RETURNING stream, subject, version, occurred_at
)"""
TELL = """
INSERT INTO events_outbox (
    event_id, name, subject, version, occurred_at, actor_id, actor_role, actor_name, request_id, data, changes
)
SELECT event_id, name, subject, version - of_all + number,
       occurred_at - (of_all - number) * interval '1 microsecond',
       %(emitted_by_id)s, %(emitted_by_role)s, %(emitted_by_name)s, %(emitted_in_request)s,
       data::jsonb, changes::jsonb
FROM happened JOIN counted USING (stream, subject) ORDER BY place
RETURNING true"""


def emit(name: str, *, subject: object, data: dict[str, Any], changes: Changes | None = None) -> None:
    """Write an event to the outbox, to be published if and when the surrounding transaction commits.

    `changes` is what became different, as `BaseModel.update()` gives it: a field's [before, after].

    Rule: no event without its change, no change without its event, and none that breaks its contract.
    """
    _tell(name, {subject: data}, json.dumps(changes or {}, cls=DjangoJSONEncoder))


def emit_together(name: str, data: Mapping[object, dict[str, Any]]) -> None:
    """Write an event for each subject with its payload, in one statement: all of them or none."""
    _tell(name, data)


def _tell(name: str, data: Mapping[object, dict[str, Any]], changes: str = "{}") -> None:
    payloads = [_checked(name, one) for one in data.values()]
    who = acting()
    values = {
        "emitted_ids": [_new_id() for _ in data],
        "emitted_names": [name] * len(data),
        "emitted_streams": [stream_of(name)] * len(data),
        "emitted_subjects": [str(subject) for subject in data],
        "emitted_payloads": payloads,
        "emitted_changes": [changes] * len(data),
        "emitted_by_id": who.id,
        "emitted_by_role": who.role,
        "emitted_by_name": who.name,
        "emitted_in_request": request_id.get(),
    }
    write(Write("emitted", TELL, values, before=COUNTED))


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
