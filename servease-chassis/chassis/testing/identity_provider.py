"""A provider of identities over a real socket: it speaks OpenID Connect, and lies where a test says so."""

import base64
import hashlib
import json
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT_ID, CLIENT_SECRET = "servease-workshop", "a secret of the workshop"
PERSON = {
    "sub": "248289761001",
    "email": "ada@example.org",
    "email_verified": True,
    "given_name": "Ada",
    "family_name": "Example",
}


@dataclass
class Key:
    """A pair of keys, and the id under which the public one is published."""

    key_id: str = field(default_factory=lambda: str(uuid4()))
    private: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    @staticmethod
    def kept_in(file: Path) -> "Key":
        """The key in a file, which is made where there is none."""
        if not file.exists():
            form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            file.write_bytes(Key().private.private_bytes(*form))
        private = serialization.load_pem_private_key(file.read_bytes(), None)
        assert isinstance(private, rsa.RSAPrivateKey)
        return Key(file.name, private)

    def published(self) -> dict[str, Any]:
        numbers = RSAAlgorithm.to_jwk(self.private.public_key(), as_dict=True)
        return {**numbers, "kid": self.key_id, "use": "sig", "alg": "RS256"}


class IdentityProvider:
    """`person` is who signs in. `claims` are put into the ID token instead of what is true; None leaves one
    out. `metadata` likewise. `asked` has each path that was asked. Nothing is answered while `answers` is
    cleared."""

    def __init__(self, port: int = 0, key: Key | None = None) -> None:
        self.person: dict[str, Any] = dict(PERSON)
        self.claims: dict[str, Any] = {}
        self.metadata: dict[str, Any] = {}
        self.user_info: dict[str, Any] = {}
        self.key, self.header = key or Key(), dict[str, Any]()
        self.published = [self.key]
        self.asked: list[str] = []
        self.answers = Event()
        self.answers.set()
        self._codes: dict[str, dict[str, str]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads = True
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self.answers.set()
        self._server.shutdown()
        self._server.server_close()

    def sign_in(self, url: str, **answer: str) -> dict[str, str]:
        """What the browser is sent back with, once somebody has signed in at `url`."""
        asked = dict(parse_qsl(urlsplit(url).query))
        code = str(uuid4())
        self._codes[code] = asked
        return {"code": code, "state": asked["state"], **answer}

    def answer(self, url: str, headers: Any, body: bytes) -> tuple[int, Any]:
        """A status and a document, or where the browser of somebody who has just signed in goes next."""
        path = urlsplit(url).path
        self.asked.append(path)
        self.answers.wait(30)
        if path == "/authorize":
            returns = dict(parse_qsl(urlsplit(url).query))["redirect_uri"]
            return 303, f"{returns}?{urlencode(self.sign_in(url))}"
        if path == "/.well-known/openid-configuration":
            return 200, self._metadata()
        if path == "/keys":
            return 200, {"keys": [key.published() for key in self.published]}
        if path == "/me":
            return 200, {"sub": self.person["sub"], **self.user_info}
        return self._tokens(dict(parse_qsl(body.decode())), headers)

    def _metadata(self) -> dict[str, Any]:
        addresses = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/me",
        }
        return {name: value for name, value in {**addresses, **self.metadata}.items() if value is not None}

    def _tokens(self, form: dict[str, str], headers: Any) -> tuple[int, Any]:
        """RFC 6749, 4.1.3, and RFC 7636: a code counts once, for its client, address and verifier."""
        secret = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".replace(" ", "%20").encode()).decode()
        plain = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        if headers.get("Authorization") not in {f"Basic {secret}", f"Basic {plain}"}:
            return 401, {"error": "invalid_client"}
        begun = self._codes.pop(form.get("code", ""), None)
        challenge = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        shown = base64.urlsafe_b64encode(challenge).rstrip(b"=").decode()
        if begun is None or (form["redirect_uri"], shown) != (begun["redirect_uri"], begun["code_challenge"]):
            return 400, {"error": "invalid_grant"}
        return 200, {"token_type": "Bearer", "access_token": str(uuid4()), "id_token": self._signed(begun)}

    def _signed(self, begun: dict[str, str]) -> str:
        now = int(time.time())
        true = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "auth_time": now,
            "nonce": begun["nonce"],
            **self.person,
        }
        claims = {name: value for name, value in {**true, **self.claims}.items() if value is not None}
        header = {"kid": self.key.key_id, **self.header}
        return jwt.encode(claims, self.key.private, algorithm="RS256", headers=header)


def _handler(provider: IdentityProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

        def _answer(self, body: bytes) -> None:
            status, said = provider.answer(self.path, self.headers, body)
            content = json.dumps(said).encode()
            self.send_response(status)
            if status == 303:
                self.send_header("Location", said)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            with suppress(BrokenPipeError):  # nobody waited for it
                self.wfile.write(content)

        def log_message(self, *arguments: Any) -> None:
            """Tests are quiet."""

    return Handler
