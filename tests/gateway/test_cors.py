"""Pages from the named origins may read every answer, and each header comes once."""

import re

import pytest
from gateway_process import ALLOWED_ORIGIN
from services import ROOT

OWN_ANSWERS = [
    "/health",
    "/health/services",
    "/nonsense",
    "/api/users/me/",
    "/api/v1/openapi.json",
    "/api/v1/users",
]


@pytest.mark.shows("SD09")
@pytest.mark.parametrize("path", OWN_ANSWERS)
@pytest.mark.parametrize("origin", [ALLOWED_ORIGIN, "http://localhost:3000"])
def test_the_gateways_own_answers_may_be_read_by_a_named_origin(gateway, path, origin):
    answer = gateway.ask("GET", path, Origin=origin)

    assert answer.headers.get_all("Access-Control-Allow-Origin") == [origin]
    exposed = answer.headers["Access-Control-Expose-Headers"].split(", ")
    assert {"X-Request-ID", "Retry-After", "RateLimit", "RateLimit-Policy"} <= set(exposed)
    assert "Origin" in answer.headers.get_all("Vary")


@pytest.mark.shows("SD09")
@pytest.mark.parametrize("path", OWN_ANSWERS)
@pytest.mark.parametrize("origin", ["https://evil.test", f"{ALLOWED_ORIGIN}.evil.test", "null", ""])
def test_and_by_no_other(gateway, path, origin):
    answer = gateway.ask("GET", path, Origin=origin)

    assert answer.headers["Access-Control-Allow-Origin"] is None
    assert answer.headers["Access-Control-Expose-Headers"] is None


def test_a_service_speaks_for_itself(gateway, services):
    services["user-service"].on(
        "/api/v1/users/me/",
        lambda request: request.reply_json(
            404, {}, Access_Control_Allow_Origin=ALLOWED_ORIGIN, Access_Control_Expose_Headers="ETag"
        ),
    )

    answer = gateway.ask("GET", "/api/v1/users/me/", Origin=ALLOWED_ORIGIN)

    assert answer.headers.get_all("Access-Control-Allow-Origin") == [ALLOWED_ORIGIN]
    assert answer.headers.get_all("Access-Control-Expose-Headers") == ["ETag"]


def test_a_service_that_is_down_cannot_so_the_gateway_does(gateway, services):
    services["user-service"].stop()
    try:
        answer = gateway.ask("GET", "/api/v1/users/me/", Origin=ALLOWED_ORIGIN)
    finally:
        services["user-service"].start()

    assert answer.status == 502
    assert answer.headers.get_all("Access-Control-Allow-Origin") == [ALLOWED_ORIGIN]


def test_a_preflight_reaches_the_service(gateway):
    answer = gateway.ask("OPTIONS", "/api/v1/users/me/", Origin=ALLOWED_ORIGIN)

    assert answer.json()["method"] == "OPTIONS"


def test_a_page_may_ask_before_it_reads_what_the_gateway_serves_itself(gateway):
    answer = gateway.ask(
        "OPTIONS", "/api/v1/openapi.json", Origin=ALLOWED_ORIGIN, Access_Control_Request_Method="GET"
    )

    assert answer.status == 204
    assert answer.headers.get_all("Access-Control-Allow-Methods") == ["GET, HEAD, OPTIONS"]
    assert "x-request-id" in answer.headers["Access-Control-Allow-Headers"]


def test_without_a_named_origin_there_is_none(another_gateway):
    gateway = another_gateway(CORS_ALLOWED_ORIGINS="")

    answer = gateway.ask("GET", "/health", Origin=ALLOWED_ORIGIN)

    assert answer.headers["Access-Control-Allow-Origin"] is None


def test_development_lets_frontends_on_the_usual_local_ports_in(another_gateway):
    values = (ROOT / ".env.development").read_text()
    [origins] = re.findall(r"^CORS_ALLOWED_ORIGINS=(.+)$", values, re.MULTILINE)
    gateway = another_gateway(CORS_ALLOWED_ORIGINS=origins)

    for host in ("localhost", "127.0.0.1"):
        for port in (3000, 4200, 5173, 8080):
            origin = f"http://{host}:{port}"
            assert (
                gateway.ask("GET", "/health", Origin=origin).headers["Access-Control-Allow-Origin"] == origin
            )
    assert (
        gateway.ask("GET", "/health", Origin="http://localhost:9").headers["Access-Control-Allow-Origin"]
        is None
    )
