"""Questions to other services: one deadline each, a circuit breaker, and failures with a name."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from threading import BoundedSemaphore
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

import msgspec
import structlog
from django.conf import settings

from chassis import json, metrics
from chassis.auth import Actor, renew_service_token, service_token
from chassis.breaker import SECONDS_OPEN, Breaker
from chassis.context import outbound_calls, request_id
from chassis.errors import Refusal, UpstreamFailed, UpstreamUnavailable
from chassis.outbound import Answer, Unanswered, fetch, seconds_left, within
from chassis.upstream import UpstreamNotFound, UpstreamRefusal, refusal

__all__ = ["Page", "ServiceClient", "UpstreamNotFound", "UpstreamRefusal", "service_at", "together"]

# For all tries of a question together.
SECONDS = 3.0
TRIES = 3
PAUSE_SECONDS = 0.05
# What an upstream says while it is being restarted; asked again, another replica may answer.
PASSING = {502, 503, 504}
# Whoever waits for an upstream holds a thread of this process. Two are kept for what asks nobody.
PLACES = max(1, int(os.environ.get("WEB_THREADS", "6")) - 2)
# Who finds no place waits for one while the others are being answered.
PATIENCE_SECONDS = 0.5
# The settings whose names are shorter than the services'.
ABBREVIATED = {
    "AUTH_SERVICE_URL": "authentication-service",
    "VEHICLE_SERVICE_URL": "vehicleandproject-service",
}

T = TypeVar("T")
log = structlog.get_logger("http")


class Page(msgspec.Struct, Generic[T]):
    """A page of an upstream's list: `get(…, reads=Page[Vehicle])`."""

    results: list[T]
    next: str | None = None


class ServiceClient:
    """Asks one upstream, whose address is the setting `address_name`.

    A question has three seconds, all its tries together, and never more than is left of its request. GET is
    tried up to three times, POST once unless it carries an idempotency key; what came too late is not tried
    again. Five failures in a row open the breaker: for five seconds calls fail at once instead of waiting.

    `reads` names what the caller reads of the answer, as a msgspec.Struct: what else there is is ignored, and
    what is missing is a failure of the upstream's. Raises UpstreamUnavailable (503) when there is no usable
    answer, which is an UpstreamFailed where the upstream is there and answers wrongly; UpstreamNotFound for
    404 and UpstreamRefusal for any other refusal; both may be left to leave the action (see
    chassis.upstream).
    """

    def __init__(self, address_name: str, seconds: float = SECONDS, places: int = PLACES) -> None:
        self.address_name = address_name
        self.service = service_at(address_name)
        self.seconds = seconds
        self.breaker = Breaker()
        self._places = BoundedSemaphore(places)
        self._answered_at = 0.0

    def get(self, path: str, actor: Actor | None, *, reads: Any = Any, **parameters: Any) -> Any:
        """Ask as `actor`, passing on their token; with None as this service itself."""
        return self._ask("GET", path + _query(parameters), actor, reads)

    def find(
        self,
        path: str,
        actor: Actor | None,
        *,
        field: str,
        unknown: Refusal,
        reads: Any = Any,
    ) -> Any:
        """Ask for what a client named in `field`, before its id is stored.

        Raises `unknown`, an InvalidField (400), when there is no such thing, or none that `actor` may see.
        """
        try:
            return self.get(path, actor, reads=reads)
        except UpstreamNotFound:
            raise unknown(field=field) from None

    def post(
        self,
        path: str,
        actor: Actor | None,
        body: dict[str, Any],
        idempotency_key: str = "",
        *,
        reads: Any = Any,
    ) -> Any:
        headers = {"Idempotency-Key": idempotency_key} if idempotency_key else {}
        return self._ask("POST", path, actor, reads, json.encode(body), headers)

    def get_file(self, path: str, actor: Actor | None) -> bytes:
        """The bytes of a file that the upstream keeps, and has looked at."""
        content = self._asked("GET", path, actor).content
        self.breaker.close()
        return content

    def _ask(
        self,
        method: str,
        path: str,
        actor: Actor | None,
        reads: Any,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        return self._read(path, self._asked(method, path, actor, body, headers).content, reads)

    def _asked(
        self,
        method: str,
        path: str,
        actor: Actor | None,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        sent = {"Content-Type": "application/json", **(headers or {})} if body is not None else {}
        with within(self.seconds), self._place(path):
            if actor and actor.token:
                answer = self._answer(method, path, actor.token, body, sent)
            else:
                answer = self._answer_to_this_service(method, path, body, sent)
        if answer.status >= 300:
            raise refusal(self.service, path, answer, of_account=bool(actor and actor.token))
        return answer

    def _read(self, path: str, content: bytes, reads: Any) -> Any:
        """Only what was read as JSON shows that it is the upstream who answers, and that it is well."""
        if not content and reads is Any:
            self.breaker.close()
            return None
        try:
            read = msgspec.json.decode(content, type=reads)
        except msgspec.ValidationError as error:
            # It is there, but its answer lacks what its contract promises.
            self.breaker.close()
            raise self._unavailable(path, str(error), UpstreamFailed) from error
        except (ValueError, RecursionError) as error:
            self.breaker.failed()
            raise self._unavailable(path, f"not JSON: {error}", UpstreamFailed) from error
        self.breaker.close()
        return read

    def _answer_to_this_service(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        """Rule: a kept token that is refused (401) is replaced, and the question asked once more.

        The signing key may have been replaced at once, because it leaked.
        """
        token = service_token()
        answer = self._answer(method, path, token, body, headers)
        if answer.status == 401:
            renew_service_token(token)
            answer = self._answer(method, path, service_token(), body, headers)
        return answer

    def _answer(
        self, method: str, path: str, token: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        calls = outbound_calls.get()
        if calls is not None:
            calls.append(f"{method} {self.service}")
        if not self.breaker.lets_through():
            raise self._unavailable(path, "it failed several times in a row")
        sent = {"Authorization": f"Bearer {token}", "X-Request-ID": request_id.get(), **headers}
        in_full = seconds_left() > self.seconds / 2
        try:
            answer = self._tried(method, path, sent, body)
        except Unanswered as error:
            # That somebody had no time left to wait says nothing of the upstream.
            if in_full or not error.late:
                self.breaker.failed()
            raise self._unavailable(path, str(error)) from error
        self._answered_at = time.monotonic()
        if answer.status >= 500:
            self.breaker.failed()
            kind = UpstreamUnavailable if answer.status in PASSING else UpstreamFailed
            raise self._unavailable(path, f"it answered {answer.status}", kind)
        if answer.status >= 300:
            self.breaker.close()
        return answer

    def _tried(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        tries = TRIES if method == "GET" or "Idempotency-Key" in headers else 1
        for number in range(1, tries + 1):
            try:
                answer = fetch(
                    method,
                    getattr(settings, self.address_name) + path,
                    seconds=self.seconds,
                    body=body,
                    headers=headers,
                )
                if answer.status not in PASSING or number == tries:
                    return answer
            except Unanswered as error:
                if error.late or number == tries:
                    raise
            time.sleep(max(0.0, min(PAUSE_SECONDS * number, seconds_left())))
        raise AssertionError("A question is tried at least once.")

    @contextmanager
    def _place(self, path: str) -> Iterator[None]:
        """Rule: one upstream that hangs never holds all threads; what needs it not still works."""
        while not self._places.acquire(timeout=max(0.0, min(PATIENCE_SECONDS, seconds_left()))):
            if seconds_left() <= 0 or time.monotonic() - self._answered_at > PATIENCE_SECONDS:
                raise self._unavailable(path, "too many wait for it already")
        try:
            yield
        finally:
            self._places.release()

    def _unavailable(
        self, path: str, reason: str, kind: type[UpstreamUnavailable] = UpstreamUnavailable
    ) -> UpstreamUnavailable:
        metrics.count_unanswered(self.service)
        log.warning("upstream unavailable", upstream=self.service, path=path.partition("?")[0], error=reason)
        return kind(self.service, wait=SECONDS_OPEN)


def together(*questions: Callable[[], Any]) -> list[Any]:
    """Ask at the same time, and give the answers in order: `together(lambda: a(…), lambda: b(…))`.

    They take as long as the slowest. All end before the first failure among them is raised. For questions to
    upstreams only: each runs in a thread of its own, which has no transaction.
    """
    if len(questions) < 2:
        return [ask() for ask in questions]
    with ThreadPoolExecutor(len(questions), thread_name_prefix="together") as threads:
        futures = [threads.submit(copy_context().run, ask) for ask in questions]
    return [one.result() for one in futures]


def service_at(address_name: str) -> str:
    """The whole name of the service whose address a setting holds, as manage.sh takes it."""
    name = address_name.removesuffix("_SERVICE_URL").lower()
    return ABBREVIATED.get(address_name, f"{name}-service")


def _query(parameters: dict[str, Any]) -> str:
    named = {name: _text(value) for name, value in parameters.items() if value is not None}
    return f"?{urlencode(named)}" if named else ""


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
