"""Telling the others, in the same transaction as the change itself."""

import re
from typing import Any

from django.db import connection
from django.db.transaction import TransactionManagementError

from chassis import logs

NAME = re.compile(r"[a-z_]+\.[a-z_]+\.v[0-9]+")


def emit(name: str, *, subject: object, data: dict[str, Any]) -> None:
    """Write an event to the outbox, to be published if and when the surrounding transaction commits.

    Rule: no event without its change, no change without its event.
    """
    from chassis.events.models import OutgoingEvent  # the package is imported before models may be

    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a name like 'thing.happened.v1'.")
    if not _in_transaction():
        raise TransactionManagementError(f"{name} was emitted outside the transaction of its change.")
    OutgoingEvent.objects.create(
        name=name,
        subject=str(subject),
        actor_id=logs.actor_id.get(),
        request_id=logs.request_id.get(),
        data=data,
    )


def _in_transaction() -> bool:
    """Whether the code opened one. The one a test case wraps around a test does not count."""
    blocks = connection.atomic_blocks
    return bool(blocks) and not getattr(blocks[-1], "_from_testcase", False)
