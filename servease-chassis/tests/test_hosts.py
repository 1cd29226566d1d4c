"""Which names a service answers to."""

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
