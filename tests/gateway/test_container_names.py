"""Without a list of upstreams, services are found by name at each request, as in a container network."""

from collections.abc import Iterator

import pytest
from gateway_process import until
from name_server import NameServer
from services import ADDRESS_VARIABLES, SERVICES
from stub_service import StubService
from test_problems import assert_is_problem

STREAM = "notification-service-stream"


@pytest.fixture
def names() -> Iterator[NameServer]:
    names = NameServer()
    names.addresses = {service: ["127.0.0.1"] for service in [*SERVICES, STREAM]}
    yield names
    names.stop()


@pytest.fixture
def gateway(another_gateway, services, names):
    urls = {
        variable: f"http://{service}:{services[service].port}"
        for service, variable in ADDRESS_VARIABLES.items()
    }
    urls["NOTIFICATION_STREAM_URL"] = f"http://{STREAM}:{services[STREAM].port}"
    return another_gateway(UPSTREAMS_FILE="", NAME_SERVERS=names.address, **urls)


def test_every_service_is_found(gateway):
    assert gateway.ask("GET", "/health/services").status == 200
    assert gateway.ask("GET", "/api/v1/projects/").json()["service"] == "vehicleandproject-service"
    assert gateway.ask("GET", "/api/v1/notifications/stream/").json()["service"] == STREAM


def test_a_name_that_nobody_knows_takes_no_other_down(gateway, names):
    del names.addresses["chatbot-service"]

    answer = gateway.ask("GET", "/api/v1/chatbot/conversations/")

    assert_is_problem(answer, 502, "Bad Gateway", "upstream_unavailable")
    assert gateway.ask("GET", "/api/v1/users/me/").status == 200
    health = gateway.ask("GET", "/health/services")
    assert health.status == 503
    assert health.json()["services"]["chatbot-service"] == {"status": "unreachable"}


def test_every_replica_takes_load_and_a_new_one_soon_does(gateway, services, names):
    first = services["appointment-service"]
    replicas = [StubService("appointment-service", f"127.0.0.{number}", first.port) for number in (2, 3)]

    def instances_of(requests: int) -> set[str]:
        return {gateway.ask("GET", "/api/v1/appointments/").headers["X-Instance"] for _ in range(requests)}

    try:
        assert instances_of(10) == {"appointment-service-127.0.0.1"}
        names.addresses["appointment-service"] += [replica.address for replica in replicas]
        until(lambda: len(instances_of(20)) == 3, "three replicas answer")
    finally:
        for replica in replicas:
            replica.stop()


def test_a_replica_that_is_gone_costs_no_answer(gateway, services, names):
    names.addresses["appointment-service"].append("127.0.0.9")

    assert {gateway.ask("GET", "/api/v1/appointments/").status for _ in range(20)} == {200}
