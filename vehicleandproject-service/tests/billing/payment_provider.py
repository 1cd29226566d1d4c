"""A payment provider over a real socket: as much of Stripe's protocol as the stripe package speaks here."""

import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Event, Lock, Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

API_KEY = "sk_test_1"
SECRET = "whsec_a_secret_of_tests"
DAY = 24 * 60 * 60


class PaymentProvider:
    """`sessions`, `refunds` and the statuses of `intents` are what it has, `requests` what it was asked.

    `pay()` is a customer who pays; what it gives is the event that the provider then sends.
    """

    def __init__(self) -> None:
        self.sessions: dict[str, dict[str, Any]] = {}
        self.intents: dict[str, str] = {}
        self.refunds: list[dict[str, Any]] = []
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        self.balance = 1_000_000
        self.refund_status = "succeeded"
        self.fails_with: tuple[int, dict[str, Any]] | None = None
        self._hangs_at = ""
        self._may_answer = Event()
        self._may_answer.set()
        self._is_silent = Event()
        self._by_key: dict[str, tuple[dict[str, str], dict[str, Any]]] = {}
        self._numbers = count(1)
        self._lock = Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._may_answer.set()
        self._server.shutdown()
        self._server.server_close()

    def hangs(self, method: str = "") -> None:
        """It does what it is asked, by this method or any, and says nothing."""
        self._hangs_at = method
        self._may_answer.clear()
        self._is_silent.clear()

    def answers(self) -> None:
        self._may_answer.set()

    def is_silent(self) -> bool:
        """Whether somebody waits for what it does not say; it takes until they do."""
        return self._is_silent.wait(60)

    def forgets_keys(self) -> None:
        """As it does after a day."""
        self._by_key.clear()

    def wait(self, method: str) -> None:
        if self._hangs_at in {"", method}:
            self._is_silent.set()
            self._may_answer.wait(60)

    # What a test does in the place of the customer and of the bank.

    def pay(self, session_id: str, payment_status: str = "paid") -> bytes:
        session = self.sessions[session_id]
        assert session["status"] == "open"
        session |= {
            "status": "complete",
            "payment_status": payment_status,
            "payment_intent": f"pi_{session_id}",
        }
        session["url"] = None
        self.intents[f"pi_{session_id}"] = "succeeded" if payment_status == "paid" else "processing"
        return event("checkout.session.completed", session)

    def bank_says(self, session_id: str, kind: str) -> bytes:
        session = self.sessions[session_id]
        succeeded = kind == "succeeded"
        session["payment_status"] = "paid" if succeeded else "unpaid"
        self.intents[session["payment_intent"]] = "succeeded" if succeeded else "requires_payment_method"
        return event(f"checkout.session.async_payment_{kind}", session)

    def expire(self, session_id: str) -> bytes:
        self.sessions[session_id] |= {"status": "expired", "url": None}
        return event("checkout.session.expired", self.sessions[session_id])

    # What it answers.

    def answer(
        self, method: str, path: str, form: dict[str, str], headers: Any
    ) -> tuple[int, dict[str, Any]]:
        with self._lock:
            self.requests.append((method, path, form))
            if headers["Authorization"] != f"Bearer {API_KEY}":
                return _error(401, "Invalid API Key provided.")
            if self.fails_with:
                return self.fails_with
            key = headers.get("Idempotency-Key")
            if method == "GET" or not key:
                return self._answer(method, path, form)
            if key in self._by_key:
                before, answered = self._by_key[key]
                if before != form:
                    return _error(400, "Keys for idempotent requests …", type="idempotency_error")
                return 200, answered
            status, answered = self._answer(method, path, form)
            if status == 200 and not path.endswith("/expire"):
                self._by_key[key] = (form, dict(answered))
            return status, answered

    def _answer(self, method: str, path: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        parts = path.removeprefix("/v1/").split("/")
        if parts == ["refunds"]:
            return self._refund(form) if method == "POST" else (200, {"object": "list", "data": self.refunds})
        if parts == ["checkout", "sessions"]:
            return self._begin(form)
        session = self.sessions.get(parts[2])
        if session is None:
            return _error(404, "No such checkout.session", code="resource_missing")
        if parts[-1] == "expire":
            if session["status"] != "open":
                return _error(400, "Only Checkout Sessions with a status in [open] can be expired.")
            session |= {"status": "expired", "url": None}
        intent = session["payment_intent"]
        if intent and form.get("expand[0]") == "payment_intent":
            return 200, {**session, "payment_intent": {"id": intent, "status": self.intents[intent]}}
        return 200, session

    def _begin(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        units = int(form["line_items[0][price_data][unit_amount]"])
        if units < 50:
            return _error(400, "The total must be at least 0.50.", code="amount_too_small")
        number = next(self._numbers)
        session = {
            "id": f"cs_test_{number}",
            "object": "checkout.session",
            "status": "open",
            "payment_status": "unpaid",
            "payment_intent": None,
            "amount_total": units,
            "currency": form["line_items[0][price_data][currency]"],
            "metadata": {"invoice_id": form["metadata[invoice_id]"]},
            "url": f"https://checkout.example/pay/{number}",
            "expires_at": int(time.time()) + DAY,
        }
        self.sessions[session["id"]] = session
        return 200, session

    def _refund(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        if self.balance < int(form["amount"]):
            return _error(400, "Insufficient funds in your Stripe balance.", code="balance_insufficient")
        refund = {
            "id": f"re_{next(self._numbers)}",
            "object": "refund",
            "amount": int(form["amount"]),
            "payment_intent": form["payment_intent"],
            "metadata": {"key": form["metadata[key]"]},
            "status": self.refund_status,
            "failure_reason": "declined" if self.refund_status == "failed" else None,
        }
        self.refunds.append(refund)
        return 200, refund


def event(kind: str, thing: dict[str, Any]) -> bytes:
    """As its webhooks have it, with more in it than is read."""
    body = {"id": f"evt_{thing['id']}", "object": "event", "api_version": "2026-10-28", "type": kind}
    return json.dumps(
        {**body, "created": int(time.time()), "livemode": False, "data": {"object": thing}}
    ).encode()


def signature(body: bytes, *, secret: str = SECRET, at: float | None = None) -> str:
    """Source: docs.stripe.com/webhooks/signature."""
    moment = int(time.time() if at is None else at)
    signed = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={signed}"


def _error(status: int, message: str, **more: str) -> tuple[int, dict[str, Any]]:
    return status, {"error": {"type": "invalid_request_error", "message": message, **more}}


def _handler(provider: PaymentProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            address = urlsplit(self.path)
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode() or address.query
            status, body = provider.answer(self.command, address.path, dict(parse_qsl(sent)), self.headers)
            provider.wait(self.command)
            content = json.dumps(body).encode()
            self.close_connection = True
            with suppress(OSError):  # Whoever asked has given up.
                head = f"HTTP/1.1 {status} -\r\nContent-Type: application/json\r\nConnection: close\r\n"
                self.wfile.write(f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content)

        do_GET = do_POST = answer

        def log_message(self, *arguments: Any) -> None:
            """Quiet: a failing test shows `requests`."""

    return Handler


def given_back(provider: PaymentProvider) -> Iterator[tuple[str, int]]:
    """Of which payment, and how much in minor units."""
    for refund in provider.refunds:
        yield refund["payment_intent"], refund["amount"]
