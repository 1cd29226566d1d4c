"""/health is the gateway's own word; /health/services is what each service says."""

import pytest
from gateway_process import until
from services import SERVICES

TIME_LIMIT = 2.0


def test_the_gateway_is_healthy_by_itself(gateway, services):
    answer = gateway.ask("GET", "/health")

    assert answer.status == 200
    assert answer.json()["status"] == "ok"
    assert not any(stub.requests for stub in services.values())


def test_the_gateway_says_which_release_it_was_rendered_as(gateway, another_gateway):
    assert gateway.ask("GET", "/health").json() == {"status": "ok", "version": "unknown", "commit": "unknown"}
    released = another_gateway(SERVEASE_VERSION="1.2.3", SERVEASE_COMMIT="0123456789ab-changed")
    answer = released.ask("GET", "/health")
    assert answer.json() == {"status": "ok", "version": "1.2.3", "commit": "0123456789ab-changed"}


def test_all_eight_ready_is_200(gateway):
    answer = gateway.ask("GET", "/health/services")

    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json()["status"] == "ready"
    assert list(answer.json()["services"]) == SERVICES
    assert {service["status"] for service in answer.json()["services"].values()} == {"ready"}
    assert answer.json()["services"]["user-service"]["checks"] == {"database": "up", "redis": "up"}


def test_the_stream_is_asked_by_itself_for_without_it_the_platform_is_of_use(gateway, services):
    stream = "notification-service-stream"
    assert gateway.ask("GET", f"/health/services/{stream}").status == 200
    services[stream].on("/health/ready/", lambda request: request.reply_json(503, {}))
    assert gateway.ask("GET", f"/health/services/{stream}").status == 503
    assert gateway.ask("GET", "/health/services").status == 200


@pytest.mark.parametrize("service", SERVICES)
def test_any_one_that_is_not_ready_is_503(gateway, services, service):
    services[service].on(
        "/health/ready/", lambda request: request.reply_json(503, {"status": 503, "code": "not_ready"})
    )

    answer = gateway.ask("GET", "/health/services")

    assert answer.status == 503
    assert answer.json()["status"] == "not_ready"
    said = {name: state["status"] for name, state in answer.json()["services"].items()}
    assert said == {name: "not_ready" if name == service else "ready" for name in SERVICES}


def test_one_that_is_degraded_is_of_use_and_says_what_it_lacks(gateway, services):
    said = {"status": "degraded", "degraded": {"redis": "News waits."}, "checks": {"redis": "down"}}
    services["user-service"].on("/health/ready/", lambda request: request.reply_json(200, said))

    answer = gateway.ask("GET", "/health/services")

    assert (answer.status, answer.json()["status"]) == (200, "ready")
    assert answer.json()["services"]["user-service"] == said


@pytest.mark.parametrize("service", [SERVICES[0], SERVICES[-1]])
def test_a_service_that_is_down_is_unreachable(gateway, services, service):
    services[service].stop()
    try:
        answer = gateway.ask("GET", "/health/services")
    finally:
        services[service].start()

    assert answer.status == 503
    said = {name: state["status"] for name, state in answer.json()["services"].items()}
    assert said == {name: "unreachable" if name == service else "ready" for name in SERVICES}


@pytest.mark.drill
@pytest.mark.parametrize("hanging", [SERVICES[:1], SERVICES[-1:], SERVICES])
def test_services_that_hang_hold_the_answer_up_for_two_seconds_at_most(
    gateway, services, taking_less_than, hanging
):
    for service in hanging:
        services[service].on("/health/ready/", services[service].hang)

    with taking_less_than(TIME_LIMIT):
        answer = gateway.ask("GET", "/health/services")

    assert answer.status == 503
    said = {name: state["status"] for name, state in answer.json()["services"].items()}
    assert said == {name: "unreachable" if name in hanging else "ready" for name in SERVICES}


@pytest.mark.parametrize("status", [301, 400, 401, 404, 500])
def test_an_answer_that_is_no_readiness_does_not_spoil_the_document(gateway, services, status):
    services["chatbot-service"].on(
        "/health/ready/", lambda request: request.reply(status, "text/html", b"<h1>What?</h1>")
    )

    answer = gateway.ask("GET", "/health/services")

    assert answer.status == 503
    assert answer.json()["services"]["chatbot-service"] == {"status": "unreachable"}


def test_one_service_can_be_asked_alone(gateway, services):
    assert gateway.ask("GET", "/health/services/user-service").status == 200

    services["user-service"].on("/health/ready/", lambda request: request.reply_json(503, {}))
    answer = gateway.ask("GET", "/health/services/user-service")

    assert answer.status == 503
    assert answer.json() == {"status": "not_ready"}
    assert gateway.ask("GET", "/health/services/nobody-service").status == 404


def test_the_probe_carries_nothing_of_the_clients(gateway, services):
    gateway.ask("GET", "/health/services", body=b"secret", Authorization="Bearer a.b.c", Host="evil.test")

    probes = services["user-service"].requests
    assert {probe.command for probe in probes} == {"GET"}
    assert all(probe.body == b"" for probe in probes)
    assert all("Authorization" not in probe.headers for probe in probes)
    assert {probe.headers["Host"] for probe in probes} == {"localhost"}


def test_however_many_ask_a_service_is_probed_once_a_second(another_gateway, services):
    gateway = another_gateway()

    answers = [gateway.ask("GET", "/health/services") for _ in range(20)]

    assert {answer.status for answer in answers} == {200}
    assert {answer.json()["status"] for answer in answers} == {"ready"}
    for stub in services.values():
        assert len(stub.requests) <= 3, "twenty times two halves would have been forty"


@pytest.mark.parametrize("state", ["not_ready", "unreachable"])
def test_what_is_remembered_of_a_service_is_right_for_a_second(another_gateway, services, state):
    gateway = another_gateway()
    status = {"not_ready": 503, "unreachable": 500}[state]
    services["user-service"].on("/health/ready/", lambda request: request.reply_json(status, {}))

    for _ in range(3):
        answer = gateway.ask("GET", "/health/services")
        assert answer.status == 503
        assert answer.json()["services"]["user-service"] == {"status": state}

    services["user-service"].reset()
    until(lambda: gateway.ask("GET", "/health/services").status == 200, "it is asked again")
