"""What a page asked, of whom."""

import json
from typing import Any
from urllib.parse import urlsplit

from docs_browser import DocsPage
from gateway_process import Gateway
from stub_service import StubService


def posts(stub: StubService) -> list[tuple[str, dict[str, Any]]]:
    return [
        (request.path, json.loads(request.body)) for request in stub.requests if request.command == "POST"
    ]


def asked_nobody_else(reader: DocsPage, gateway: Gateway) -> bool:
    return reader.hosts == {urlsplit(gateway.address).netloc} and reader.complaints == []
