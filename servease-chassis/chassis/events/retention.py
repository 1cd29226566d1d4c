"""How long outbox and inbox remember."""

from datetime import timedelta

import structlog
from django.db import Error, connection
from django.utils import timezone

from chassis.events.models import HandledEvent, OutgoingEvent

log = structlog.get_logger()

KEPT = timedelta(days=7)


def purge() -> None:
    """Forget what was published or handled long ago. What still waits, or is dead, stays."""
    limit = timezone.now() - KEPT
    try:
        published, _ = OutgoingEvent.objects.filter(published_at__lt=limit).delete()
        handled, _ = HandledEvent.objects.filter(handled_at__lt=limit).delete()
        log.info("events purged", published=published, handled=handled)
    except Error as outage:
        log.warning("events not purged", error=str(outage).strip())
    finally:
        connection.close()
