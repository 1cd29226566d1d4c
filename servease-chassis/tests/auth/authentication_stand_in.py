"""What authentication-service is to the others: a server that publishes keys, grants tokens, and can fail."""

import json
import socket
import time
import uuid
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from chassis.auth.tokens import sign


class SigningKey:
    def __init__(self, key_id: str) -> None:
        self.key_id = key_id
        self.private = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def published(self) -> dict[str, Any]:
        public = RSAAlgorithm.to_jwk(self.private.public_key(), as_dict=True)
        return {**public, "kid": self.key_id, "use": "sig", "alg": "RS256"}

    def token(self, without: str = "", **claims: Any) -> str:
        now = int(time.time())
        whole = {
            "sub": str(uuid.uuid4()),
            "role": "customer",
            "sid": str(uuid.uuid4()),
            "jti": str(uuid.uuid4()),
            "iss": "servease",
            "aud": "servease",
            "iat": now,
            "exp": now + 900,
            "token_type": "access",
            "email_verified": False,
            **claims,
        }
        whole.pop(without, None)
        return sign(whole, self.private, self.key_id)


class AuthenticationService:
    """`requests` are the paths; `answer` may be replaced to misbehave; `hang()` accepts and never replies."""

    def __init__(self, *keys: SigningKey) -> None:
        self.requests: list[str] = []
        self.bodies: list[Any] = []
        self.answer: Callable[[str], tuple[int, bytes]] = self._publish(*keys)
        self._released = Event()
        self._released.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def publish(self, *keys: SigningKey) -> None:
        self.answer = self._publish(*keys)

    def hang(self) -> None:
        self._released.clear()

    def close(self) -> None:
        self._released.set()
        self._server.shutdown()
        self._server.server_close()

    @staticmethod
    def _publish(*keys: SigningKey) -> Callable[[str], tuple[int, bytes]]:
        body = json.dumps({"keys": [key.published() for key in keys]}).encode()
        return lambda path: (200, body)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                service.bodies.append(json.loads(self.rfile.read(length)) if length else None)
                service.requests.append(self.path)
                service._released.wait(30)
                status, body = service.answer(self.path)
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def log_message(self, *arguments: Any) -> None:
                """Quiet."""

        return Handler


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
