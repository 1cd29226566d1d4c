"""Live: the process answers. Ready: its own database and Redis answer too; never a neighbour."""

from collections.abc import Callable

import structlog
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django_redis import get_redis_connection

from chassis import json
from chassis.problems import CONTENT_TYPE, problem

log = structlog.get_logger("health")


def live(request: HttpRequest) -> HttpResponse:
    return _answer({"status": "live", "service": settings.SERVICE_NAME})


def ready(request: HttpRequest) -> HttpResponse:
    """200 with each dependency `up`, or 503 naming those that are `down`."""
    checks = {name: "up" if _answers(name, probe) else "down" for name, probe in PROBES.items()}
    down = [name for name, state in checks.items() if state == "down"]
    if not down:
        return _answer({"status": "ready", "service": settings.SERVICE_NAME, "checks": checks})
    body = problem(
        503, "not_ready", f"Down: {', '.join(down)}.", service=settings.SERVICE_NAME, checks=checks
    )
    return HttpResponse(json.encode(body), status=503, content_type=CONTENT_TYPE)


def _database_answers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _redis_answers() -> None:
    get_redis_connection("default").ping()


PROBES: dict[str, Callable[[], None]] = {"database": _database_answers, "redis": _redis_answers}


def _answers(name: str, probe: Callable[[], None]) -> bool:
    try:
        probe()
    except Exception as error:
        log.warning("dependency down", dependency=name, error=str(error))
        connection.close_if_unusable_or_obsolete()
        return False
    return True


def _answer(body: dict[str, object]) -> HttpResponse:
    return HttpResponse(json.encode(body), content_type="application/json")
