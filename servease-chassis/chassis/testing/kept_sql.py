"""Whether the reads that keep their SQL ask and answer what Django's ORM would."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from chassis.testing.prepared import written_out
from chassis.testing.routes import filled, reads

NOWHERE = UUID("01932f6e-5c1a-7b3e-9d2f-4a6b8c0d1e2f")


def differences_from_the_orm(clients: Sequence[Any], **ids: Any) -> list[str]:
    """What the routes that keep their SQL ask or answer otherwise, for each client. `ids` are the values of
    what stands in paths; of what is not given there is no row."""
    return [
        f"{path} of {client.account_id}: {kept} instead of {read}"
        for path, handler in _kept_reads(ids)
        for client in clients
        for kept, read in [_both_ways(client, path, handler)]
        if kept != read
    ]


def _kept_reads(ids: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for route, handler in reads(get_resolver()):
        if getattr(handler, "kept", None):
            path = filled(route, ids, NOWHERE)
            yield path, handler
            for ordering in getattr(handler, "orderings", ()):
                yield f"{path}?ordering={ordering}&page_size=2", handler


def _both_ways(client: Any, path: str, handler: Any) -> list[Any]:
    kept = _asked_and_answered(client, path)
    with _without_kept_sql(handler):
        return [kept, _asked_and_answered(client, path)]


@contextmanager
def _without_kept_sql(handler: Any) -> Iterator[None]:
    kept, handler.kept = handler.kept, None
    try:
        yield
    finally:
        handler.kept = kept


def _asked_and_answered(client: Any, path: str) -> tuple[Any, ...]:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code in {200, 403, 404}, answer.content
    shown = answer.content if answer.status_code == 200 else b""
    return answer.status_code, shown, [written_out(query["sql"]) for query in captured]
