"""Whether a service lives, and whether it is of use while what it asks does not answer."""

import socket
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from chassis import health

pytestmark = pytest.mark.django_db

GATEWAY_WAITS = 0.8


@pytest.fixture
def silent_server():
    """It takes connections and says nothing, as a process that hangs does."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.mark.shows("GW08")
def test_live_and_ready(api):
    assert api.get("/health/live/").json()["status"] == "live"
    assert api.get("/health/live/").json()["service"] == "sample-service"
    answer = api.get("/health/ready/")
    assert (answer.status_code, answer.json()["status"]) == (200, "ready")
    assert answer.json()["checks"] == {"database": "up", "redis": "up"}
    assert "degraded" not in answer.json()


@pytest.mark.parametrize("path", ["/health/", "/health/live/", "/health/ready/"])
def test_each_says_which_release_it_was_started_as(api, monkeypatch, path):
    monkeypatch.delenv("SERVEASE_COMMIT", raising=False)
    assert api.get(path).json()["commit"] == "unknown"
    monkeypatch.setenv("SERVEASE_VERSION", "1.2.3")
    monkeypatch.setenv("SERVEASE_COMMIT", "0123456789ab-changed")
    assert api.get(path).json()["version"] == "1.2.3"
    assert api.get(path).json()["commit"] == "0123456789ab-changed"


@pytest.mark.parametrize("path", ["/health/", "/health/live/", "/health/ready/"])
def test_each_says_since_when_it_runs(api, path):
    started = datetime.fromisoformat(api.get(path).json()["started_at"])
    assert datetime.now(UTC) - timedelta(hours=1) < started <= datetime.now(UTC)
    assert api.get(path).json()["started_at"] == api.get(path).json()["started_at"]


@pytest.mark.shows("GW08")
def test_without_redis_a_service_is_of_use_and_says_what_it_lacks(api, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = api.get("/health/ready/")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert answer.json()["checks"] == {"database": "up", "redis": "down"}
    assert "outbox" in answer.json()["degraded"]["redis"]
    assert api.as_customer().get("/api/v1/boxes/").status_code == 200


@pytest.mark.drill
def test_a_redis_that_hangs_is_named_before_the_gateway_gives_up(
    api, settings, silent_server, taking_less_than
):
    settings.REDIS_URL = f"redis://127.0.0.1:{silent_server}/0"
    with taking_less_than(GATEWAY_WAITS):
        answer = api.get("/health/ready/")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")


@pytest.mark.shows("GW08")
def test_without_its_database_a_service_is_of_no_use(api, monkeypatch):
    def is_away():
        raise connections["default"].Database.OperationalError(
            "could not connect\nDETAIL: who asked for what"
        )

    monkeypatch.setitem(health.DEPENDENCIES, "database", health.Dependency(is_away))
    answer = api.get("/health/ready/")
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert (answer.json()["code"], answer.json()["detail"]) == ("not_ready", "Down: database.")
    assert answer.json()["checks"] == {"database": "down", "redis": "up"}
    assert api.get("/health/live/").status_code == 200


def test_whether_it_lives_asks_nothing(api, django_assert_num_queries, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    with django_assert_num_queries(0):
        assert api.get("/health/live/").status_code == 200
