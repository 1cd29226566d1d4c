"""Which names a service answers to."""

import pytest

from chassis.env import Environment
from chassis.settings import allowed_hosts


def test_the_public_names_and_those_by_which_neighbours_and_probes_know_it(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "api.servease.test,.garage.test")
    monkeypatch.setenv("AUTH_SERVICE_URL", "http://authentication-service:8001")
    monkeypatch.setenv("CUSTOMER_SERVICE_URL", "http://127.0.0.1:8002")
    hosts = allowed_hosts(Environment())
    assert hosts[:2] == ["api.servease.test", ".garage.test"]
    assert {"authentication-service", "localhost", "127.0.0.1"} <= set(hosts)
    assert "*" not in hosts


@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize(
    ("allowed", "host"),
    [
        ("*", "localhost:8080@evil.test"),
        ("*", "localhost:8080.evil.test"),
        ("*", "<script>"),
        ("api.servease.test", "evil.test"),
        ("api.servease.test", "api.servease.test.evil.test"),
    ],
)
def test_another_host_is_400_in_the_common_shape(api, settings, logged, debug, allowed, host):
    settings.DEBUG, settings.ALLOWED_HOSTS = debug, [allowed]
    answer = api.as_customer().get("/api/v1/boxes/", headers={"Host": host})
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["code"] == "bad_request"
    # One line, of a request: no defect.
    assert [(line["event"], line["status"]) for line in logged] == [("request", 400)]
