"""What nothing uses leaves, out of the storage first: its row is what says that something is left there."""

import structlog
from django.db.models import Q, QuerySet

from chassis.errors import UpstreamUnavailable
from chassis.files import storage
from chassis.files.models import State, StoredFile
from chassis.retention import keep

log = structlog.get_logger("retention")


def unused() -> Q:
    return ~Q(state=State.KEPT)


def remove(files: QuerySet[StoredFile]) -> int:
    """Once it is released nothing can keep it any more; what is being kept at this moment is passed over."""
    count = 0
    for file in list(files):
        StoredFile.objects.filter(unused(), pk=file.pk).update(state=State.RELEASED)
        released = StoredFile.objects.filter(pk=file.pk, state=State.RELEASED)
        if not released.exists():
            continue
        try:
            storage.remove(file.key)
        except UpstreamUnavailable as away:
            log.warning("files not purged", error=str(away))
            break
        released.delete()
        count += 1
    return count


keep(
    StoredFile,
    "uploaded files that nothing uses",
    days=1 / 24,
    since="updated_at",
    where=unused,
    remove=remove,
)
