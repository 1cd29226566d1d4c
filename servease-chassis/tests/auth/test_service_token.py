"""Rule: what this service asks on nobody's behalf, it asks with a short-lived token of its own."""

import json
import time

import pytest
from authentication_service import closed_port

from chassis.auth import service, service_token
from chassis.errors import UpstreamUnavailable


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch, authentication_service):
    monkeypatch.setattr(service, "_token", service.ServiceToken("", "", 0.0))
    monkeypatch.setattr(service, "_ask_again_at", 0.0)
    authentication_service.answer = grants("first")


def grants(token, seconds=300):
    return lambda path: (200, json.dumps({"access": token, "expires_in": seconds}).encode())


def test_it_is_granted_for_this_services_credentials(authentication_service, settings):
    assert service_token() == "first"
    assert authentication_service.asked == ["/internal/token/"]
    assert authentication_service.bodies == [
        {"client_id": settings.SERVICE_NAME, "client_secret": settings.CLIENT_SECRET}
    ]


def test_it_is_kept(authentication_service):
    assert [service_token() for _ in range(5)] == ["first"] * 5
    assert len(authentication_service.asked) == 1


def test_it_is_renewed_before_it_expires(authentication_service):
    authentication_service.answer = grants("short", seconds=30)
    service_token()
    authentication_service.answer = grants("second")
    assert service_token() == "second"


def test_one_that_still_lives_serves_through_an_outage(authentication_service):
    authentication_service.answer = grants("short", seconds=30)
    service_token()
    authentication_service.answer = lambda path: (503, b"")
    assert service_token() == "short"


@pytest.mark.parametrize("answer", [(401, b"{}"), (500, b""), (200, b"[]"), (200, b"{}"), (200, b"<")])
def test_without_one_the_neighbour_is_unavailable(authentication_service, answer):
    authentication_service.answer = lambda path: answer
    with pytest.raises(UpstreamUnavailable):
        service_token()


def test_an_outage_is_not_asked_about_each_time(settings):
    settings.AUTH_SERVICE_URL = f"http://127.0.0.1:{closed_port()}"
    began = time.monotonic()
    for _ in range(50):
        with pytest.raises(UpstreamUnavailable):
            service_token()
    assert time.monotonic() - began < 0.5
