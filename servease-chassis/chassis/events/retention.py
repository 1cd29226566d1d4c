"""How long outbox and inbox remember."""

from datetime import timedelta

import structlog
from django.db import Error, connection
from django.db.models import QuerySet
from django.utils import timezone

from chassis.events.models import HandledEvent, OutgoingEvent

log = structlog.get_logger()

KEPT = timedelta(days=7)
BATCH = 10_000


def purge() -> None:
    """Forget what was published or handled long ago. What still waits, or is dead, stays."""
    limit = timezone.now() - KEPT
    try:
        published = delete(OutgoingEvent.objects.filter(published_at__lt=limit))
        handled = delete(HandledEvent.objects.filter(handled_at__lt=limit))
        log.info("events purged", published=published, handled=handled)
    except Error as outage:
        log.warning("events not purged", error=str(outage).strip())
    finally:
        connection.close()


def delete(rows: QuerySet) -> int:
    """Delete in batches, so that a long backlog does not run into the timeout of statements."""
    total = 0
    while True:
        deleted, _ = rows.model.objects.filter(pk__in=rows.values("pk")[:BATCH]).delete()
        total += deleted
        if deleted < BATCH:
            return total
