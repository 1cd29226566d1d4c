"""What waits, as numbers for /metrics: news that is not told, not read or not handled.

All of it is read from this service's own database, so it is there also while Redis is not.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

import structlog
from django.conf import settings
from django.db import Error
from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from chassis.events.models import DeadEvent, OutgoingEvent, ReaderGroup

log = structlog.get_logger("metrics")


class Backlog(Collector):
    """Nothing at all while the database is away: a count that is not known is not zero."""

    def collect(self) -> Iterable[GaugeMetricFamily]:
        try:
            return [*_unpublished(), *_unread(), *_unhandled()]
        except Error as error:
            log.warning("backlog unknown", error=str(error).partition("\n")[0])
            return []


def _unpublished() -> Iterator[GaugeMetricFamily]:
    waiting = OutgoingEvent.objects.filter(published_at=None).aggregate(Count("id"), Min("occurred_at"))
    yield _gauge("servease_outbox_events", "Events that are not in their stream yet.", waiting["id__count"])
    oldest = _seconds_since(waiting["occurred_at__min"])
    yield _gauge("servease_outbox_oldest_seconds", "How long the oldest of them has waited.", oldest)


def _unread() -> Iterator[GaugeMetricFamily]:
    labels = ["service", "stream", "reader"]
    behind = GaugeMetricFamily(
        "servease_reader_behind_events", "Events a reader has not read.", labels=labels
    )
    unseen = GaugeMetricFamily("servease_reader_unseen_seconds", "Since a reader last asked.", labels=labels)
    for reader in ReaderGroup.objects.all():
        names = [settings.SERVICE_NAME, reader.stream, reader.name]
        family = reader.stream.removeprefix("events:") + "."
        unread = OutgoingEvent.objects.filter(name__startswith=family, entry__gt=reader.read)
        behind.add_metric(names, unread.count())
        unseen.add_metric(names, _seconds_since(reader.seen_at))
    yield behind
    yield unseen


def _unhandled() -> Iterator[GaugeMetricFamily]:
    yield _gauge(
        "servease_dead_events", "Events that wait for `replay_dead_events`.", DeadEvent.objects.count()
    )


def _gauge(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily(name, meaning, labels=["service"])
    gauge.add_metric([settings.SERVICE_NAME], value)
    return gauge


def _seconds_since(moment: datetime | None) -> float:
    return (timezone.now() - moment).total_seconds() if moment else 0
