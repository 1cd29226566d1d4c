"""More replicas of a service take load at once, and neither fewer of them nor a restart lose a request."""

from collections.abc import Callable, Iterator

import pytest
import requests
from platform_answers import asked_meanwhile, instances
from platform_client import Person

SLOTS = "/api/v1/appointments/slots/"


@pytest.fixture
def three_replicas(script) -> Iterator[None]:
    grown = script("manage", "scale", "appointment-service", "3")
    assert grown.returncode == 0, grown.stderr
    yield
    assert script("manage", "scale", "appointment-service", "1").returncode == 0


@pytest.fixture
def ask(gateway: str, customer: Person) -> Callable[[], requests.Response]:
    """Ask for what is in the database, as somebody who is signed in."""
    signed_in = {"Authorization": f"Bearer {customer.token}"}
    return lambda: requests.get(f"{gateway}/api/v1/appointments/", headers=signed_in, timeout=30)


@pytest.mark.shows("SD12")
def test_three_replicas_answer_and_then_one(script, gateway, three_replicas, ask):
    assert instances(gateway, SLOTS, 30) == {f"appointment-service-{number}" for number in (1, 2, 3)}
    assert script("manage", "scale", "appointment-service").stdout == "3\n"

    with asked_meanwhile(ask) as outcomes:
        shrunk = script("manage", "scale", "appointment-service", "1")

    assert shrunk.returncode == 0, shrunk.stderr
    assert set(outcomes) == {200}
    assert instances(gateway, SLOTS, 10) == {"appointment-service-1"}


@pytest.mark.parametrize("restarted", [["appointment-service"], []], ids=["the service", "the platform"])
def test_replicas_restart_one_after_the_other_and_no_request_fails(
    script, process_of, three_replicas, ask, restarted
):
    programs = [f"appointment-service-web-{number}" for number in (1, 2, 3)]
    before = {process_of(program) for program in programs}

    with asked_meanwhile(ask) as outcomes:
        finished = script("manage", "restart", *restarted)

    assert finished.returncode == 0, finished.stderr
    assert before.isdisjoint(process_of(program) for program in programs)
    assert len(outcomes) > 20
    assert set(outcomes) == {200}


@pytest.mark.shows("SD12")
def test_there_are_as_many_streams_as_replicas_and_one_that_goes_says_so(script, gateway, customer):
    def listen() -> requests.Response:
        return requests.get(
            f"{gateway}/api/v1/notifications/stream/",
            headers={"Authorization": f"Bearer {customer.token}"},
            stream=True,
            timeout=30,
        )

    grown = script("manage", "scale", "notification-service", "2")
    assert grown.returncode == 0, grown.stderr
    streams = [listen() for _ in range(8)]
    by_instance = {stream.headers["X-Instance"]: stream for stream in streams}
    assert set(by_instance) == {"notification-service-1", "notification-service-2"}

    assert script("manage", "scale", "notification-service", "1").returncode == 0

    assert b'data: {"reason":"shutdown"}' in by_instance["notification-service-2"].content
    again = [listen() for _ in range(4)]
    assert {stream.headers["X-Instance"] for stream in again} == {"notification-service-1"}
    for stream in [*streams, *again]:
        stream.close()
