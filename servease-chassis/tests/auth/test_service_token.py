"""Rule: what this service asks on nobody's behalf, it asks with a short-lived token of its own."""

import json
import re

import pytest

from chassis.auth import service, service_token
from chassis.errors import UpstreamUnavailable
from chassis.http import ServiceClient, UpstreamRefusal
from chassis.testing.upstreams import Reply, Upstream


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch, authentication_service):
    monkeypatch.setattr(service, "_token", service.ServiceToken("", "", 0.0))
    monkeypatch.setattr(service, "_ask_again_at", 0.0)
    authentication_service.answer = grants("first")


def grants(token, seconds=300):
    return lambda path: (200, json.dumps({"access": token, "expires_in": seconds}).encode())


def test_it_is_granted_for_this_services_credentials(authentication_service, settings):
    assert service_token() == "first"
    assert authentication_service.requests == ["/internal/token/"]
    assert authentication_service.bodies == [
        {"client_id": settings.SERVICE_NAME, "client_secret": settings.CLIENT_SECRET}
    ]


def test_it_is_kept(authentication_service):
    assert [service_token() for _ in range(5)] == ["first"] * 5
    assert len(authentication_service.requests) == 1


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


def test_an_outage_is_not_asked_about_each_time(authentication_service, monkeypatch):
    monkeypatch.setattr(service, "PAUSE_SECONDS", 300)
    authentication_service.answer = lambda path: (503, b"")
    for _ in range(50):
        with pytest.raises(UpstreamUnavailable):
            service_token()
    assert len(authentication_service.requests) == 1


class Particular(Upstream):
    """Takes one token only."""

    takes = ""

    def reply_to(self, call):
        taken = call.headers["Authorization"] == f"Bearer {self.takes}"
        return Reply(call.method, re.compile(""), {"code": "token_invalid"}, 200 if taken else 401)


@pytest.fixture
def customers(settings):
    service = Particular("customer-service")
    settings.CUSTOMER_SERVICE_URL = service.address
    yield service
    service.close()


def tokens_of(service):
    return [call.headers["Authorization"].removeprefix("Bearer ") for call in service.calls]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_kept_one_that_is_refused_is_replaced_and_the_question_asked_once_more(
    authentication_service, customers, method
):
    service_token()
    authentication_service.answer = grants("second")
    customers.takes = "second"
    body = {"post": [{}]}.get(method, [])
    getattr(ServiceClient("CUSTOMER_SERVICE_URL"), method)("/internal/customers/", None, *body)
    assert tokens_of(customers) == ["first", "second"]
    assert service_token() == "second"
    assert len(authentication_service.requests) == 2


def test_a_neighbour_that_takes_none_is_asked_twice_and_no_more(customers):
    with pytest.raises(UpstreamRefusal):
        ServiceClient("CUSTOMER_SERVICE_URL").get("/internal/customers/", None)
    assert len(customers.calls) == 2


def test_one_that_is_refused_serves_the_others_while_there_is_no_new_one(authentication_service, customers):
    service_token()
    authentication_service.answer = lambda path: (503, b"")
    with pytest.raises(UpstreamRefusal):
        ServiceClient("CUSTOMER_SERVICE_URL").get("/internal/customers/", None)
    assert service_token() == "first"
