"""A worker whose master was killed makes room for the next one, and nobody waits for an answer in vain."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from chassis_server import ServedChassis
from gateway_process import until

SLOW_REQUEST = b"POST /api/v1/boxes/ HTTP/1.1\r\nHost: gateway\r\nContent-Length: 5\r\n\r\n"
# gunicorn itself holds it for ten.
SECONDS_AT_MOST = 8
LIVE = b"GET /health/live/ HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n"


@pytest.fixture
def served(gateway_folder: Callable[[], Any]) -> ServedChassis:
    return ServedChassis(gateway_folder())


def refuses(served: ServedChassis) -> bool:
    try:
        served.begin(b"").close()
    except ConnectionRefusedError:
        return True
    return False


def worker_of(served: ServedChassis) -> str:
    children = Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children")
    return children.read_text().split()[0]


def test_the_port_is_free_at_once_though_a_request_is_still_in_hand(served):
    worker = worker_of(served)
    with served.begin(SLOW_REQUEST):
        asking = served.begin(LIVE)
        killed = time.monotonic()
        served.process.kill()
        served.process.wait()
        until(lambda: refuses(served), "the port of the killed server is free")
        assert time.monotonic() - killed < SECONDS_AT_MOST
        assert asking.recv(64).startswith(b"HTTP/1.1 200")
    until(lambda: not Path(f"/proc/{worker}/cwd").exists(), "the worker has ended")
