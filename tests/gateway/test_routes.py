"""Each route leads to its service: a request arrives as it was sent."""

import hashlib
import json
from urllib.parse import quote

import pytest
from gateway_process import ALLOWED_ORIGIN
from services import ROOT
from test_problems import assert_is_problem

# Which service describes a route, and so is to get it.
ROUTES = {
    tag["name"]: tag["x-service"]
    for tag in json.loads((ROOT / "nginx/docs/openapi.json").read_text())["tags"]
}


@pytest.mark.shows("SD05", "GW01")
@pytest.mark.parametrize(("route", "service"), ROUTES.items())
def test_a_route_reaches_its_service(gateway, route, service):
    answer = gateway.ask("GET", f"/api/v1/{route}/some-thing/")

    assert answer.status == 200
    assert answer.json()["service"] == service
    assert answer.json()["path"] == f"/api/v1/{route}/some-thing/"


@pytest.mark.shows("GW01")
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_method_query_and_body_arrive_intact(gateway, method):
    path = f"/api/v1/vehicles/{quote('Škoda 120', safe='')}/?search=a%20b%2Fc&search=d&empty="

    answer = gateway.ask(method, path, body='{"name": "Žofie"}'.encode(), Content_Type="application/json")

    assert answer.json()["method"] == method
    assert answer.json()["path"] == path
    assert answer.json()["body"] == '{"name": "Žofie"}'
    assert answer.json()["headers"]["content-type"] == "application/json"


def test_a_body_of_64_kibibytes_arrives_whole(gateway, services):
    body = bytes(range(256)) * 256
    services["customer-service"].on(
        "/api/v1/customers/imports/",
        lambda request: request.reply_json(200, hashlib.sha256(request.body).hexdigest()),
    )

    answer = gateway.ask("POST", "/api/v1/customers/imports/", body=body, Content_Type="text/csv")

    assert answer.json() == hashlib.sha256(body).hexdigest()


def test_the_clients_headers_arrive_and_say_where_it_came_from(gateway):
    headers = gateway.ask(
        "GET", "/api/v1/users/me/", Authorization="Bearer a.b.c", Idempotency_Key="k-1", If_Match='"3"'
    ).json()["headers"]

    assert headers["authorization"] == "Bearer a.b.c"
    assert headers["idempotency-key"] == "k-1"
    assert headers["if-match"] == '"3"'
    assert headers["host"] == f"127.0.0.1:{gateway.port}"
    assert headers["x-forwarded-for"] == "127.0.0.1"
    assert headers["x-forwarded-proto"] == "http"


def test_a_client_cannot_claim_another_address(gateway):
    others = {
        "X-Forwarded-Host",
        "X-Forwarded-Port",
        "X-Forwarded-Ssl",
        "X-Forwarded-Protocol",
        "X-Real-IP",
        "Forwarded",
    }
    headers = gateway.ask(
        "GET", "/api/v1/users/me/", X_Forwarded_For="10.9.8.7", **dict.fromkeys(others, "on")
    ).json()["headers"]

    assert headers["x-forwarded-for"] == "127.0.0.1"
    assert not {name.lower() for name in others} & set(headers)


def test_a_trusted_proxy_says_who_the_client_is(another_gateway):
    gateway = another_gateway(TRUSTED_PROXIES="127.0.0.0/8,10.0.0.0/8")

    headers = gateway.ask("GET", "/api/v1/users/me/", X_Forwarded_For="192.0.2.7, 10.0.0.1").json()["headers"]

    assert headers["x-forwarded-for"] == "192.0.2.7"


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_an_address_without_its_last_slash_is_another_one(gateway, services, method, route):
    answer = gateway.ask(method, f"/api/v1/{route}?dry_run=true", Origin=ALLOWED_ORIGIN)

    assert_is_problem(answer, 404, "Not Found", "not_found")
    assert answer.headers.get_all("Access-Control-Allow-Origin") == [ALLOWED_ORIGIN]
    assert answer.headers["Location"] is None
    assert not any(stub.requests for stub in services.values())


def test_the_name_of_the_replica_that_answered_comes_through(gateway):
    assert gateway.ask("GET", "/api/v1/users/me/").headers["X-Instance"] == "user-service-127.0.0.1"


def test_connections_to_a_service_are_kept(gateway):
    connections = {gateway.ask("GET", "/api/v1/employees/").json()["connection"] for _ in range(12)}

    assert len(connections) <= 4, "at most one per worker process, not one per request"


def test_another_version_can_live_beside_the_first(another_gateway):
    gateway = another_gateway()
    routes = gateway.folder / "configuration/routes"
    first = (routes / "vehicles.conf").read_text()
    (routes / "vehicles_v2.conf").write_text(first.replace("/api/v1/", "/api/v2/"))
    gateway.stop()
    gateway.run()

    assert gateway.ask("GET", "/api/v1/vehicles/").json()["path"] == "/api/v1/vehicles/"
    assert gateway.ask("GET", "/api/v2/vehicles/").json()["path"] == "/api/v2/vehicles/"
