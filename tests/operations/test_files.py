"""What people have uploaded is there for every replica, and outlives the processes that took it."""

from collections.abc import Callable, Iterator

import demo
import pytest
import requests
from placeholders import PIXEL
from platform_client import Person

SERVICE = "vehicleandproject-service"


@pytest.fixture
def two_replicas(script) -> Iterator[None]:
    grown = script("manage", "scale", SERVICE, "2")
    assert grown.returncode == 0, grown.stderr
    yield
    assert script("manage", "scale", SERVICE, "1").returncode == 0


@pytest.fixture
def photo_of(customer: Person) -> Callable[[], requests.Response]:
    """Reads, by its present link, a photo that the customer has uploaded."""
    vehicle = customer.post("vehicles/", demo.new_vehicle(), 201)
    files = {"file": ("front.png", PIXEL), "kind": (None, "photo")}
    path = f"vehicles/{vehicle['id']}/documents/"
    document = customer.ask("POST", path, 201, files=files)

    def read() -> requests.Response:
        link = customer.get(f"{path}{document['id']}/")["file"]["link"]["url"]
        return requests.get(customer.gateway + link, timeout=30)

    return read


def test_every_replica_reads_what_one_has_stored(two_replicas, photo_of):
    answers = [photo_of() for _ in range(20)]
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.headers["X-Instance"] for answer in answers} == {f"{SERVICE}-1", f"{SERVICE}-2"}
    assert len({answer.content for answer in answers}) == 1


def test_it_outlives_the_processes_of_its_service(script, photo_of):
    before = photo_of()
    restarted = script("manage", "restart", SERVICE)
    assert restarted.returncode == 0, restarted.stderr
    after = photo_of()
    assert (after.status_code, after.content) == (200, before.content)
    assert after.headers["Content-Security-Policy"].startswith("sandbox")
