"""What happens around every request: its id, its one log line, its counts."""

import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import SplitResult

import structlog
from corsheaders import middleware as cors
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import connection
from django.http import HttpRequest, HttpResponse

from chassis import bodies, metrics
from chassis.api.problems import bad_request, problem_response
from chassis.context import NOBODY, current, outbound_calls, request_id
from chassis.models import new_id
from chassis.outbound import within

WELL_FORMED_REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")

# What a request may spend on its questions to upstreams, all of them together.
SECONDS_FOR_QUESTIONS = 8.0

log = structlog.get_logger("request")


class RequestMiddleware:
    """Takes or makes X-Request-ID, and writes one log line and one set of counts per request.

    The line has request_id, account_id, service, route, method, path, status, milliseconds, queries and
    outbound_calls. Health and metrics requests are counted nowhere: they say nothing about users.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        header = request.headers.get("X-Request-ID", "")
        identity = header if WELL_FORMED_REQUEST_ID.fullmatch(header) else str(new_id())
        request_token = request_id.set(identity)
        actor_token = current.set(NOBODY)
        calls: list[str] = []
        calls_token = outbound_calls.set(calls)
        queries = _QueryCount()
        started = time.perf_counter()
        try:
            with connection.execute_wrapper(queries), within(SECONDS_FOR_QUESTIONS, anew=True):
                response = self._answer(request)
            bodies.finish(request)
            if response.status_code == 404 and request.resolver_match is None:
                # In development Django would show a page of HTML; clients get one shape everywhere.
                response = problem_response(404, "not_found", "There is nothing at this address.")
            response["X-Request-ID"] = identity
            # The gateway says all that browsers are to hold to; this also counts at a service's own port.
            response["X-Content-Type-Options"] = "nosniff"
            if settings.DEBUG:
                response["X-Instance"] = settings.INSTANCE
            self._record(request, response, time.perf_counter() - started, queries.count, calls)
            return response
        finally:
            outbound_calls.reset(calls_token)
            current.reset(actor_token)
            request_id.reset(request_token)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        """Of a host that is none of ours, Django would report a defect, in development by a page of HTML."""
        try:
            request.get_host()
        except DisallowedHost as refused:
            return bad_request(request, refused)
        return self.get_response(request)

    def _record(
        self, request: HttpRequest, response: HttpResponse, seconds: float, queries: int, calls: list[str]
    ) -> None:
        match = request.resolver_match
        route = f"/{match.route}" if match else "unmatched"
        if route.startswith("/health") or route == "/metrics":
            return
        method = request.method or ""
        metrics.count_request(method, route, response.status_code, seconds, queries, len(calls))
        log.info(
            "request",
            method=method,
            path=request.path,
            route=route,
            status=response.status_code,
            milliseconds=round(seconds * 1000, 1),
            queries=queries,
            outbound_calls=calls,
        )


class CorsMiddleware(cors.CorsMiddleware):
    """An origin is what the configuration names, as at the gateway: nothing comes after its port."""

    def origin_found_in_white_lists(self, origin: str, url: SplitResult) -> bool:
        return origin in settings.CORS_ALLOWED_ORIGINS


class _QueryCount:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        return execute(sql, params, many, context)
