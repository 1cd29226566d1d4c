"""From an uploaded file to a stored one, without a moment in which either is there without the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count, Sum

from chassis.files import storage
from chassis.files.accepted import Accepted
from chassis.files.checks import checked
from chassis.files.errors import QUOTA_REACHED
from chassis.files.models import State, StoredFile
from chassis.locking import take_turns

MOST_FILES = 200


@contextmanager
def received(upload: UploadedFile, accepted: Accepted, *, subject: UUID, by: UUID) -> Iterator[StoredFile]:
    """Check and store a file, for an action that then opens its transaction and calls `file.keep()` in it.

    Rule: a file is written down before its bytes are, and kept in the transaction that uses it; what nothing
    uses is purged, whatever stopped it in between.
    `subject` is what it belongs to, whose quota it takes; `by` is the account that sent it.
    Raises what checks.checked() does, Conflict (409) quota_reached, UpstreamUnavailable (503) of the storage.
    """
    found = checked(upload, accepted)
    file = StoredFile(
        name=found.name,
        media_type=found.kind.media_type,
        size_bytes=found.size,
        sha256=found.sha256,
        subject=subject,
        uploaded_by=by,
    )
    _write_down(file)
    try:
        found.content.seek(0)
        storage.write(file.key, found.content)
        yield file
    except Exception:
        file.abandon()
        raise


def _write_down(file: StoredFile) -> None:
    """Rule: what is stored of one thing, and on its way there, stays within its quota of files and bytes."""
    with transaction.atomic(durable=True):
        take_turns(f"files of {file.subject}")
        present = StoredFile.objects.filter(subject=file.subject).exclude(state=State.RELEASED)
        used = present.aggregate(files=Count("id"), size=Sum("size_bytes", default=0))
        if used["files"] >= MOST_FILES or used["size"] + file.size_bytes > settings.FILES_QUOTA_BYTES:
            raise QUOTA_REACHED(
                used_files=used["files"],
                most_files=MOST_FILES,
                used_bytes=used["size"],
                most_bytes=settings.FILES_QUOTA_BYTES,
            )
        file.save(force_insert=True)
