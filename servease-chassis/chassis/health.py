"""Live: the process answers. Ready: it is of use, as far as its own database and Redis go; never an upstream.

Rule: ready is 503 only where nothing useful can be done. What a service can do without costs it a word: it is
degraded, and says of what. A load balancer that asks all replicas would else make one outage a total one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

import redis
import structlog
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from redis.backoff import NoBackoff
from redis.retry import Retry

from chassis import json
from chassis.api.problems import CONTENT_TYPE, problem
from chassis.env import release

# Less than the gateway waits for the whole answer.
SECONDS_TO_ANSWER = 0.3

started_at = datetime.now(UTC).replace(microsecond=0)

log = structlog.get_logger("health")


@dataclass(frozen=True)
class Dependency:
    """What a service asks; `without` says what it lacks while that is away, if it is of use all the same."""

    answers: Callable[[], object]
    without: str | None = None


def note_start() -> None:
    """Of gunicorn's master: who loaded this has forked it, and its workers are no start."""
    global started_at
    started_at = datetime.now(UTC).replace(microsecond=0)


def live(request: HttpRequest) -> HttpResponse:
    return _answer({"status": "live", "service": settings.SERVICE_NAME})


def ready(request: HttpRequest) -> HttpResponse:
    """200 as long as the service is of use, naming what degrades it; 503 naming what makes it useless."""
    checks = {name: "up" if _is_up(name, one) else "down" for name, one in DEPENDENCIES.items()}
    down = {name: DEPENDENCIES[name].without for name, state in checks.items() if state == "down"}
    useless = [name for name, without in down.items() if without is None]
    if useless:
        detail = f"Down: {', '.join(useless)}."
        body = problem(503, "not_ready", detail, service=settings.SERVICE_NAME, checks=checks)
        return HttpResponse(json.encode(body), status=503, content_type=CONTENT_TYPE)
    state = {"status": "degraded", "degraded": down} if down else {"status": "ready"}
    return _answer({**state, "service": settings.SERVICE_NAME, "checks": checks})


def _database_answers() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        connection.close_if_unusable_or_obsolete()
        raise


def _redis_answers() -> None:
    _redis(settings.REDIS_URL).ping()


@lru_cache
def _redis(url: str) -> redis.Redis:
    return redis.Redis.from_url(
        url,
        socket_timeout=SECONDS_TO_ANSWER,
        socket_connect_timeout=SECONDS_TO_ANSWER,
        # Once more at once, for a pooled connection that a restart of Redis has closed.
        retry=Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,)),
    )


DEPENDENCIES = {
    "database": Dependency(_database_answers),
    "redis": Dependency(
        _redis_answers,
        without="News waits in the outbox, a session that ends counts for up to a quarter of an hour, "
        "and nothing is cached.",
    ),
}


def _is_up(name: str, dependency: Dependency) -> bool:
    try:
        dependency.answers()
    except Exception as error:
        # The first line only: the others may quote a statement.
        log.warning("dependency down", dependency=name, error=str(error).partition("\n")[0])
        return False
    return True


def _answer(body: dict[str, object]) -> HttpResponse:
    body = {**body, **release(), "started_at": started_at}
    return HttpResponse(json.encode(body), content_type="application/json")
