"""How long it takes until a sign-out has reached all eight services, and the live stream of its session."""

import argparse
import statistics
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests/journeys"))

from platform_client import Person
from routes_of_services import ONE_ROUTE_OF_EACH_SERVICE

PASSWORD = "a long demo password"
STREAM = "notifications/stream/"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gateway", required=True, metavar="URL")
    parser.add_argument("--times", type=int, default=50)
    data = parser.parse_args()
    email = f"measured.{uuid.uuid4().hex[:12]}@example.org"
    Person(data.gateway, "measured").register(email, PASSWORD, "Mea", "Sured")
    with ThreadPoolExecutor(1 + len(ONE_ROUTE_OF_EACH_SERVICE)) as pool:
        found = [signed_out(data.gateway, email, pool) for _ in range(data.times)]
    print(f"{'after a sign-out':34}{'p50':>8}{'p95':>8}{'longest ms':>12}")
    print(f"{'it is 401 in all eight services':34}{row([services for services, _ in found])}")
    print(f"{'its live stream has ended':34}{row([stream for _, stream in found])}")


def signed_out(gateway: str, email: str, pool: ThreadPoolExecutor) -> tuple[float, float]:
    """Milliseconds from the answer to signing out until the last of the eight, and the end of the stream."""
    person = Person(gateway, "measured")
    refresh = person.login(email, PASSWORD)["refresh"]
    for path in ONE_ROUTE_OF_EACH_SERVICE:
        person.request("GET", path)
    with person.request("GET", STREAM, stream=True) as stream:
        lines = stream.iter_lines(chunk_size=1)
        next(lines)
        ended = pool.submit(lambda: [*lines] and time.perf_counter())
        Person(gateway, "measured").post("auth/logout/", {"refresh": refresh}, 204)
        began = time.perf_counter()
        refused = list(pool.map(until_refused(person), ONE_ROUTE_OF_EACH_SERVICE))
        return (max(refused) - began) * 1000, (ended.result() - began) * 1000


def until_refused(person: Person) -> Callable[[str], float]:
    def ask(path: str) -> float:
        while person.request("GET", path).status_code != 401:
            pass
        return time.perf_counter()

    return ask


def row(times: Sequence[float]) -> str:
    p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
    return f"{statistics.median(times):8.0f}{p95:8.0f}{max(times):12.0f}"


if __name__ == "__main__":
    main()
