"""Questions to other services: short timeouts, a circuit breaker, and failures with a name."""

import os
from typing import Any

import pybreaker
import requests
import structlog
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from chassis.auth import Actor, renew_service_token, service_token
from chassis.errors import UpstreamUnavailable
from chassis.logs import request_id
from chassis.middleware import outbound_calls

CONNECT_SECONDS = 1
READ_SECONDS = 3
FAILURES_TO_OPEN = 5
SECONDS_OPEN = 5
# The settings whose names are shorter than the services'.
ABBREVIATED = {
    "AUTH_SERVICE_URL": "authentication-service",
    "VEHICLE_SERVICE_URL": "vehicleandproject-service",
}

log = structlog.get_logger("http")


class NeighbourMissing(Exception):
    """The neighbour `service` has no such thing, or none that this account may see (404)."""

    def __init__(self, service: str, path: str) -> None:
        super().__init__(f"{service} has nothing at {path}")
        self.service = service


class NeighbourRefused(Exception):
    """The neighbour `service` refused the request. `status` and `body` are its problem."""

    def __init__(self, service: str, status: int, body: dict[str, Any]) -> None:
        super().__init__(f"{status} {body.get('code', '')}")
        self.service = service
        self.status = status
        self.body = body


class ServiceClient:
    """Asks one neighbour, whose address is the setting `address_name`.

    GET is tried up to three times, POST once unless it carries an idempotency key. Five failures in a row
    open the breaker: for five seconds calls fail at once instead of waiting. Raises UpstreamUnavailable (503)
    when there is no usable answer, NeighbourMissing for 404 and NeighbourRefused for any other refusal.
    """

    def __init__(self, address_name: str) -> None:
        self.address_name = address_name
        self.service = service_at(address_name)
        self._breaker = pybreaker.CircuitBreaker(fail_max=FAILURES_TO_OPEN, reset_timeout=SECONDS_OPEN)
        self._sessions: dict[tuple[int, bool], requests.Session] = {}

    def get(self, path: str, actor: Actor | None, **parameters: Any) -> Any:
        """Ask as `actor`, passing on their token; with None as this service itself."""
        return self._ask("GET", path, actor, params=parameters)

    def post(self, path: str, actor: Actor | None, body: dict[str, Any], idempotency_key: str = "") -> Any:
        headers = {"Idempotency-Key": idempotency_key} if idempotency_key else {}
        return self._ask("POST", path, actor, json=body, headers=headers)

    def _ask(self, method: str, path: str, actor: Actor | None, **options: Any) -> Any:
        if actor and actor.token:
            response = self._response(method, path, actor.token, **options)
        else:
            response = self._response_to_this_service(method, path, **options)
        if response.status_code == 404:
            raise NeighbourMissing(self.service, path)
        if not response.ok:
            raise NeighbourRefused(self.service, response.status_code, _body(response))
        return response.json() if response.content else None

    def _response_to_this_service(self, method: str, path: str, **options: Any) -> requests.Response:
        """Rule: a kept token that is refused (401) is replaced, and the question asked once more.

        The signing key may have been replaced at once, because it leaked.
        """
        token = service_token()
        response = self._response(method, path, token, **options)
        if response.status_code == 401:
            renew_service_token(token)
            response = self._response(method, path, service_token(), **options)
        return response

    def _response(self, method: str, path: str, token: str, **options: Any) -> requests.Response:
        headers = {
            "Authorization": f"Bearer {token}",
            "X-Request-ID": request_id.get(),
            **options.pop("headers", {}),
        }
        calls = outbound_calls.get()
        if calls is not None:
            calls.append(f"{method} {self.service}")
        try:
            return self._breaker.call(self._send, method, path, headers, **options)
        except (requests.RequestException, pybreaker.CircuitBreakerError) as error:
            log.warning("neighbour unavailable", neighbour=self.service, path=path, error=str(error))
            raise UpstreamUnavailable(self.service, wait=SECONDS_OPEN) from error

    def _send(self, method: str, path: str, headers: dict[str, str], **options: Any) -> requests.Response:
        repeatable = method == "GET" or "Idempotency-Key" in headers
        response = self._session(repeatable).request(
            method,
            getattr(settings, self.address_name) + path,
            headers=headers,
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            **options,
        )
        if response.status_code >= 500:
            response.raise_for_status()
        if response.ok and response.content:
            response.json()  # An answer that is no JSON counts as a failure (requests.JSONDecodeError).
        return response

    def _session(self, repeatable: bool) -> requests.Session:
        # A connection must not be shared across a fork: two workers would read each other's answers.
        key = (os.getpid(), repeatable)
        if key not in self._sessions:
            self._sessions[key] = _new_session(tries=3 if repeatable else 1)
        return self._sessions[key]


def service_at(address_name: str) -> str:
    """The whole name of the service whose address a setting holds, as manage.sh takes it."""
    name = address_name.removesuffix("_SERVICE_URL").lower()
    return ABBREVIATED.get(address_name, f"{name}-service")


def _new_session(tries: int) -> requests.Session:
    again = Retry(
        total=tries - 1,
        backoff_factor=0.05,
        status_forcelist=[502, 503, 504],
        allowed_methods=None,
        raise_on_status=False,
        respect_retry_after_header=False,
    )
    session = requests.Session()
    session.trust_env = False
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(max_retries=again, pool_maxsize=16))
    return session


def _body(response: requests.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except requests.JSONDecodeError:
        return {}
    return body if isinstance(body, dict) else {}
