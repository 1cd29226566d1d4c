"""The counts behind /metrics, in Prometheus text; gunicorn's workers share them through files."""

import os
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

REQUESTS = Counter("servease_requests", "Requests answered.", ["service", "method", "route", "status"])
SECONDS = Histogram("servease_request_seconds", "Time to answer a request.", ["service", "method", "route"])
QUERIES = Counter("servease_database_queries", "Database queries of requests.", ["service", "route"])
CALLS = Counter("servease_outbound_calls", "Calls to other services.", ["service", "route"])
UNANSWERED = Counter(
    "servease_unanswered_calls", "Calls that an upstream failed, or its breaker.", ["service", "upstream"]
)
UNKNOWN_REVOCATIONS = Counter(
    "servease_unknown_revocations", "Times that Redis did not say whether a token is revoked.", ["service"]
)

METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}


def count_request(method: str, route: str, status: int, seconds: float, queries: int, calls: int) -> None:
    # Every value is a series that is kept for good, and a client may invent methods without end.
    method = method if method in METHODS else "other"
    series = _series(settings.SERVICE_NAME, method, route, status)
    series.requests.inc()
    series.seconds.observe(seconds)
    if queries:
        series.queries.inc(queries)
    if calls:
        series.calls.inc(calls)


class Series(NamedTuple):
    """What one kind of request adds to."""

    requests: Counter
    seconds: Histogram
    queries: Counter
    calls: Counter


@cache
def _series(service: str, method: str, route: str, status: int) -> Series:
    """Looked up once: to find four series by their labels takes longer than to add to them."""
    return Series(
        REQUESTS.labels(service, method, route, str(status)),
        SECONDS.labels(service, method, route),
        QUERIES.labels(service, route),
        CALLS.labels(service, route),
    )


def count_unanswered(upstream: str) -> None:
    UNANSWERED.labels(settings.SERVICE_NAME, upstream).inc()


def count_unknown_revocation() -> None:
    UNKNOWN_REVOCATIONS.labels(settings.SERVICE_NAME).inc()


def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus text: what was counted, and what waits (chassis.backlog). Not through the gateway."""
    # Here, for its tables can be named only when all apps are there.
    from chassis.backlog import Backlog

    counted = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)
    waiting = CollectorRegistry()
    waiting.register(Backlog())
    text = generate_latest(counted) + generate_latest(waiting)
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)
