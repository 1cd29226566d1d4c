"""An authentication-service for pages: to the right password it asks for a code."""

import json
from typing import Any

from page_requests import access_token
from stub_service import Request, StubService

CODE = "492039"


def signed_in() -> dict[str, Any]:
    """What Ada is answered, with tokens that live as long as real ones."""
    account = {"email": "ada@example.org", "role": "customer"}
    tokens = {"access": access_token(), "refresh": "r", "device_token": "d1"}
    return {**tokens, "account": account}


def ask_for_a_code(stub: StubService, signed_in: dict[str, Any]) -> None:
    def finish(request: Request) -> None:
        if json.loads(request.body) == {"mfa_token": "m1", "code": CODE}:
            return request.reply_json(200, signed_in)
        error = {"field": "code", "code": "code_invalid", "message": "This code is not right."}
        problem = {"status": 400, "code": "validation_error", "detail": "Look at errors.", "errors": [error]}
        return request.reply(400, "application/problem+json", json.dumps(problem).encode())

    asked = {"mfa_required": True, "mfa_token": "m1", "methods": ["totp"]}
    stub.on("/api/v1/auth/login/", lambda request: request.reply_json(200, asked))
    stub.on("/api/v1/auth/login/mfa/", finish)
