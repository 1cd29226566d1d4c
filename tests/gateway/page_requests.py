"""What a page asked, of whom, and what it is signed in by."""

import base64
import itertools
import json
import time
from typing import Any
from urllib.parse import urlsplit

from docs_browser import DocsPage
from gateway_process import Gateway
from stub_service import StubService

numbers = itertools.count(1)


def access_token(seconds: float = 900) -> str:
    """What looks like one, for so long; `number` tells one from the other."""
    claims = json.dumps({"exp": time.time() + seconds, "number": next(numbers)}).encode()
    return f"h.{base64.urlsafe_b64encode(claims).decode().rstrip('=')}.s"


def posts(stub: StubService) -> list[tuple[str, dict[str, Any]]]:
    return [
        (request.path, json.loads(request.body)) for request in stub.requests if request.command == "POST"
    ]


def asked_nobody_else(reader: DocsPage, gateway: Gateway) -> bool:
    return reader.hosts == {urlsplit(gateway.address).netloc} and reader.complaints == []
