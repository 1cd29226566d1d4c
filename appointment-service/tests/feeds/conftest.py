from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from chassis.testing.client import Client
from tests.feeds.readers import URL, opened


@pytest.fixture
def subscribe() -> Callable[..., str]:
    """Make a calendar readable: the path of its address."""

    def subscribe(client: Client, **body: Any) -> str:
        reply = client.post(URL, {"kind": "personal", **body})
        assert reply.status_code == 201, reply.json()
        return urlsplit(reply.json()["url"]).path

    return subscribe


@pytest.fixture
def shown(api: Client) -> Callable[[str], list[Any]]:
    """The entries that nobody in particular finds at an address."""
    return lambda address: opened(api.get(address))
