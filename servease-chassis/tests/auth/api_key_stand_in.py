"""What authentication-service says of API keys, over HTTP, with all that a service asks of it beside."""

import json
import uuid
from datetime import datetime
from typing import Any

from authentication_stand_in import AuthenticationService, SigningKey

from chassis.bearer_codes import digest_of, new_code


class KeyRegister:
    """`make()` gives a key that counts; `change()` and `end()` are what its account and its owner do."""

    def __init__(self, service: AuthenticationService, signing_key: SigningKey) -> None:
        self.service = service
        self.known: dict[str, dict[str, Any]] = {}
        published = service.answer
        token = signing_key.token(token_type="service", role="service", sub="user-service")

        def answer(path: str) -> tuple[int, bytes]:
            if path == "/internal/token/":
                return 200, json.dumps({"access": token, "expires_in": 300}).encode()
            if path == "/internal/api-keys/":
                found = self.known.get(service.bodies[-1]["digest"])
                return (200, json.dumps(found).encode()) if found else (404, b"{}")
            return published(path)

        service.answer = answer

    def make(self, expires_at: datetime | None = None, **changes: Any) -> str:
        key = f"sea_{new_code()}"
        self.known[digest_of(key)] = {
            "id": str(uuid.uuid4()),
            "account_id": str(uuid.uuid4()),
            "role": "employee",
            "permissions": ["assign_work"],
            "rights": 3,
            "email_verified": True,
            "scopes": [":read"],
            "expires_at": expires_at and expires_at.isoformat(),
            **changes,
        }
        return key

    def of(self, key: str) -> dict[str, Any]:
        return self.known[digest_of(key)]

    def end(self, key: str) -> None:
        del self.known[digest_of(key)]

    @property
    def questions(self) -> list[str]:
        """The digests that were asked about."""
        asked = zip(self.service.requests, self.service.bodies, strict=True)
        return [body["digest"] for path, body in asked if path == "/internal/api-keys/"]
