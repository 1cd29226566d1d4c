"""How a request gets to the API and its answer back: tokens, keys, repetition."""

import threading
import time
import uuid
from collections.abc import Mapping
from itertools import count
from typing import Any, NamedTuple

import requests

from servease.codes import BY_CODE
from servease.pages import Pages
from servease.refusal import Refusal, Unreachable, problem_of

PASSING = {502, 503, 504}
LONGEST_WAIT = 5


class Tokens(NamedTuple):
    access: str
    refresh: str


class Answer(dict[str, Any]):
    """What was answered, and its ETag, which names the state that was read."""

    etag: str | None = None


class Transport:
    """Safe to share between threads.

    `retries` is how often a request without effect, or with an Idempotency-Key, is sent again when no answer
    or 502 to 504 came. `tokens` are those of a session that goes on; `device_token` is that of the last
    sign-in on this device, which outlives the session. With an `api_key` every request carries that, and
    nothing is renewed. `connections` has proxies and certificates of your own.
    """

    def __init__(
        self,
        gateway: str,
        *,
        tokens: Tokens | None = None,
        device_token: str = "",
        api_key: str = "",
        retries: int = 2,
        timeout: float = 30,
        connections: requests.Session | None = None,
    ) -> None:
        self.tokens = tokens
        self.device_token = device_token
        self._api_key = api_key
        self._gateway = gateway.rstrip("/")
        self._retries = retries
        self._timeout = timeout
        self._connections = connections or requests.Session()
        self._renewing = threading.Lock()

    def _pages(self, path: str, query: dict[str, Any]) -> Pages[Any]:
        return Pages(lambda cursor: self._ask("GET", path, query={**query, "cursor": cursor}))

    def _ask(
        self,
        method: str,
        path: str,
        *,
        query: dict[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
        if_match: Mapping[str, object] | str | None = None,
        keyed: bool = False,
        file: str | None = None,
        idempotency_key: str | None = None,
        open: bool = False,
    ) -> Any:
        headers = {"Accept": "application/json"}
        if keyed:
            headers["Idempotency-Key"] = idempotency_key or str(uuid.uuid4())
        if if_match is not None:
            headers["If-Match"] = _etag_of(if_match)
        request = {
            "method": method,
            "url": self._gateway + path,
            "headers": headers,
            "params": {name: _text(value) for name, value in (query or {}).items() if value is not None},
            **_content(method, body or {}, file),
        }
        retries = self._retries if keyed or method == "GET" else 0
        answer = self._answered(request, retries, open=open)
        if not answer.content:
            return None
        answered = Answer(answer.json())
        answered.etag = answer.headers.get("ETag")
        return answered

    def _answered(self, request: dict[str, Any], retries: int, *, open: bool = False) -> requests.Response:
        """The answer as it comes; a spent token is renewed for it."""
        tokens = None if open or self._api_key else self.tokens
        bearer = tokens.access if tokens else "" if open else self._api_key
        answer = self._send(request, bearer, retries)
        if tokens and answer.status_code == 401 and refusal_of(answer).code == "token_expired":
            renewed = self._renewed(tokens)
            answer = self._send(request, renewed.access if renewed else "", retries)
        if not answer.ok:
            raise refusal_of(answer)
        return answer

    def _renewed(self, spent: Tokens) -> Tokens | None:
        """The pair after the spent one, renewed once for all threads: a second use would end the session."""
        with self._renewing:
            if self.tokens != spent:
                return self.tokens
            try:
                body = {"refresh": spent.refresh}
                pair = self._ask("POST", "/api/v1/auth/token/refresh/", body=body, open=True)
            except Refusal as refused:
                if refused.status == 401 and self.tokens == spent:
                    self.tokens = None
                raise
            # Who has signed out or in while the answer was on its way is not signed in again.
            if self.tokens == spent:
                self.tokens = Tokens(pair["access"], pair["refresh"])
            return self.tokens

    def _send(self, request: dict[str, Any], bearer: str, retries: int) -> requests.Response:
        if bearer:
            request["headers"]["Authorization"] = f"Bearer {bearer}"
        for attempt in count():
            pause = 0.2 * 2**attempt
            try:
                answer = self._connections.request(**{"timeout": self._timeout, **request})
            except (requests.ConnectionError, requests.Timeout) as error:
                if attempt == retries:
                    raise Unreachable(f"{request['method']} {request['url']} got no answer.") from error
            else:
                if attempt == retries or answer.status_code not in PASSING:
                    return answer
                pause = refusal_of(answer).retry_after or pause
            time.sleep(min(pause, LONGEST_WAIT))
        raise AssertionError("The last attempt answers or raises.")


def _content(method: str, body: Mapping[str, Any], file: str | None) -> dict[str, Any]:
    """JSON, or a form with the file of this name, which is given as its own name and its bytes."""
    if method in {"GET", "DELETE"}:
        return {}
    if file is None:
        return {"json": body}
    fields = {name: _text(value) for name, value in body.items() if name != file}
    return {"data": fields, "files": {file: body[file]} if file in body else {}}


def refusal_of(answer: requests.Response) -> Refusal:
    """The exception of that code, or its base for a code that is newer than this client."""
    problem = problem_of(answer)
    return BY_CODE.get(problem["code"], Refusal)(answer, problem)


def _etag_of(read: Mapping[str, object] | str) -> str:
    if isinstance(read, str):
        return read
    etag = getattr(read, "etag", None)
    if etag is None:
        raise TypeError("Only what was answered by itself, not a row of a list, has an ETag.")
    return str(etag)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
