"""What a running platform answers, and waiting until it does."""

import time
from collections.abc import Callable

import requests


def until(holds: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether something came to hold in time."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def instances(gateway: str, path: str, requests_sent: int) -> set[str]:
    """Which replicas answer at a path."""
    return {requests.get(f"{gateway}{path}", timeout=10).headers["X-Instance"] for _ in range(requests_sent)}
