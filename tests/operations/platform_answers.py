"""What a running platform answers, and waiting until it does."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import requests


def until(holds: Callable[[], bool], seconds: float = 180) -> bool:
    """Whether something came to hold in time."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def instances(gateway: str, path: str, requests_sent: int) -> set[str]:
    """Which replicas answer at a path."""
    return {requests.get(f"{gateway}{path}", timeout=60).headers["X-Instance"] for _ in range(requests_sent)}


@contextmanager
def asked_meanwhile(ask: Callable[[], requests.Response], each_second: int = 20) -> Iterator[list[object]]:
    """Asks so often inside the block; after it the list has every answer's status, or why there was none."""
    outcomes: list[object] = []
    over = Event()

    def note() -> None:
        try:
            outcomes.append(ask().status_code)
        except requests.RequestException as error:
            outcomes.append(repr(error))

    def go_on() -> None:
        while not over.wait(1 / each_second):
            pool.submit(note)

    with ThreadPoolExecutor(max_workers=2 * each_second) as pool:
        going = pool.submit(go_on)
        try:
            yield outcomes
        finally:
            over.set()
            going.result()
