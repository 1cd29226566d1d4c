"""A file comes, and is looked at as a whole."""

from typing import Any

from django.db import transaction

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.files.accepted import CSV, MEBIBYTE, Accepted
from chassis.files.uploads import received
from chassis.models import new_id
from imports import events
from imports.models import Import
from imports.rows import columns_of
from imports.sheets import opened

SHEETS = Accepted([CSV], largest=32 * MEBIBYTE)


def begin_import(actor: Actor, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> Import:
    """Keep a file whose columns are right, to be worked through from its first row.

    Rule: a file of the wrong columns, or of too many rows, is refused whole before any row of it counts.
    Raises TooLarge (413), Unsupported (415), Unprocessable (422) wrong_columns, too_many_rows, not_csv,
    Conflict (409) quota_reached, UpstreamUnavailable (503) of the storage.
    """
    upload, import_id = data.pop("file"), new_id()
    with received(upload, SHEETS, subject=import_id, by=actor.id) as file:
        with opened(upload.file) as sheet:
            columns_of(data["kind"]).check(sheet.header)
            rows = sheet.count()
        with transaction.atomic():
            file.keep()
            made = Import.objects.create(id=import_id, file=file, made_by=actor.id, rows=rows, **data)
            events.advanced(made)
            store_reply(made)
    return made
