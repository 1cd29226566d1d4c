"""An import goes on by a batch of rows, in one transaction with what it says of them."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from rest_framework.exceptions import APIException

from chassis.auth import Actor
from chassis.errors import NotFound, Unavailable
from chassis.files import storage
from chassis.locking import locked
from imports import events
from imports.actions.owners import Owners
from imports.actions.rows import ENTER
from imports.errors import TOO_MANY_CELLS
from imports.models import Import
from imports.rows import ROWS
from imports.sheets import opened

BATCH = 200
MOST_ERRORS = 100


class Undone(Exception):
    """What a dry run raises behind each row, so that nothing of it stays."""


def go_on(import_id: UUID, position: int) -> None:
    """Work through the next rows, and say so, or finish.

    Rule: a row is entered whole or not at all, by the rules of the API; what one row is refused with stops
    no other.
    Rule: what is here already is unchanged, so a file may be sent again. A dry run enters nothing.
    Does nothing for one that is further, gone or finished. Raises UpstreamUnavailable (503).
    """
    with transaction.atomic():
        try:
            one = locked(Import.objects.all(), import_id)
        except NotFound:
            return
        if one.finished_at or one.position != position:
            return
        _work_off(one)
        if one.position < one.rows:
            one.save()
            events.advanced(one)
            return
        file, one.file, one.finished_at = one.file, None, timezone.now()
        one.save()
        if file:
            file.release()


def _work_off(one: Import) -> None:
    actor, owners = Actor(id=one.made_by, role="admin"), Owners()
    outcomes: Counter[str] = Counter()
    for number, cells in _batch(one):
        try:
            outcomes[_entered(one, actor, owners, cells)] += 1
        except Unavailable:
            raise
        except APIException as refusal:
            outcomes["failed"] += 1
            one.errors = [*one.errors, *_errors(number, refusal)][:MOST_ERRORS]
    for name, count in outcomes.items():
        setattr(one, name, getattr(one, name) + count)


def _batch(one: Import) -> list[tuple[int, dict[str, str]]]:
    """The next rows, numbered from 1, as what the columns say of each; empty cells say nothing."""
    if one.file is None or not one.rows:
        return []
    with storage.read(one.file.key) as content, opened(content) as sheet:
        rows = islice(enumerate(sheet.rows, start=1), one.position, one.position + BATCH)
        return [(number, _named(sheet.header, row)) for number, row in rows]


def _named(header: list[str], row: list[str]) -> dict[str, str]:
    cells = {name: cell for name, cell in zip(header, row, strict=False) if cell.strip()}
    return {**cells, "": ""} if any(row[len(header) :]) else cells


def _entered(one: Import, actor: Actor, owners: Owners, cells: dict[str, str]) -> str:
    """What became of a row: "created" or "unchanged"."""
    if "" in cells:
        raise TOO_MANY_CELLS(field="row")
    row = ROWS[one.kind](data=cells)
    row.is_valid(raise_exception=True)
    outcome = ""
    try:
        with transaction.atomic():
            outcome = ENTER[one.kind](actor, owners, row.validated_data)
            if one.dry_run:
                raise Undone
    except Undone:
        pass
    return outcome


def _errors(number: int, refusal: APIException) -> Iterator[dict[str, Any]]:
    detail: Any = refusal.detail
    fields = detail if isinstance(detail, dict) else {"": detail}
    for field, problems in fields.items():
        for problem in problems if isinstance(problems, list) else [problems]:
            yield {"row": number, "field": field, "code": problem.code, "message": str(problem)}
