"""A person at the gateway, for the scripts and tests that use the platform as its users do."""

import time
from collections.abc import Callable
from typing import Any

import requests

# RFC 9470
SIGN_IN_AGAIN = "insufficient_user_authentication"
SECONDS_TO_WAIT = 60
SECONDS_BETWEEN_LOOKS = 0.1


class Unexpected(Exception):
    """The platform did not answer as it should."""


class Person:
    """Somebody with a session of their own. `say` is given a line per request."""

    def __init__(self, gateway: str, name: str, say: Callable[[str], None] = lambda line: None) -> None:
        self.gateway = gateway.rstrip("/")
        self.name = name
        self.say = say
        self.id = self.email = self.token = self._password = ""
        self._session = requests.Session()
        self._session.trust_env = False

    def register(self, email: str, password: str, first_name: str, last_name: str) -> dict[str, Any]:
        body = {"email": email, "password": password, "first_name": first_name, "last_name": last_name}
        self._password = password
        return self.signed_in(self.post("auth/register/", body, 201))

    def login(self, email: str, password: str) -> dict[str, Any]:
        self._password = password
        return self.signed_in(self.post("auth/login/", {"email": email, "password": password}, 200))

    def act_with(self, key: str) -> None:
        """Carry this token, or an API key, from now on."""
        self.token = key
        self._session.headers["Authorization"] = f"Bearer {key}"

    def get(self, path: str, status: int = 200, **parameters: Any) -> Any:
        return self.ask("GET", path, status, params=parameters)

    def post(self, path: str, body: dict[str, Any] | None = None, status: int = 200, **headers: str) -> Any:
        return self.ask("POST", path, status, json=body or {}, headers=headers)

    def put(self, path: str, body: dict[str, Any], status: int = 200) -> Any:
        return self.ask("PUT", path, status, json=body)

    def patch(self, path: str, body: dict[str, Any], status: int = 200) -> Any:
        return self.ask("PATCH", path, status, json=body)

    def ask(self, method: str, path: str, status: int, **options: Any) -> Any:
        """The answer's JSON. Raises Unexpected unless the status is the expected one."""
        answer = self.request(method, path, **options)
        if answer.status_code != status:
            raise Unexpected(
                f"{method} {path}: {answer.status_code} instead of {status}: {answer.text[:500]}"
            )
        return answer.json() if answer.content else None

    def request(self, method: str, path: str, **options: Any) -> requests.Response:
        """The answer, whatever it is; who has to sign in again for a dangerous change does so."""
        answer = self._answered(method, path, options)
        if self._password and SIGN_IN_AGAIN in answer.headers.get("WWW-Authenticate", ""):
            self.login(self.email, self._password)
            answer = self._answered(method, path, options)
        return answer

    def _answered(self, method: str, path: str, options: dict[str, Any]) -> requests.Response:
        started = time.perf_counter()
        answer = self._session.request(method, f"{self.gateway}/api/v1/{path}", timeout=30, **options)
        milliseconds = (time.perf_counter() - started) * 1000
        self.say(
            f"{self.name:<11} {method:<6} /api/v1/{path:<64} {answer.status_code} {milliseconds:7.1f} ms"
        )
        return answer

    def wait_for(self, path: str, wanted: Callable[[Any], bool], what: str, **parameters: Any) -> Any:
        """Look until the answer is what is wanted: news between services takes some milliseconds."""
        deadline = time.monotonic() + SECONDS_TO_WAIT
        while True:
            answer = self.request("GET", path, params=parameters)
            if answer.ok and wanted(answer.json()):
                return answer.json()
            if time.monotonic() > deadline:
                raise Unexpected(f"{what} did not come within {SECONDS_TO_WAIT} s: {answer.text[:500]}")
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def signed_in(self, answer: dict[str, Any]) -> dict[str, Any]:
        self.id, self.email = answer["account"]["id"], answer["account"]["email"]
        self.act_with(answer["access"])
        return answer
