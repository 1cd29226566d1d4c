"""What is not a public route is not there."""

import pytest


@pytest.mark.shows("SD05")
@pytest.mark.parametrize(
    "path",
    [
        "/favicon.ico",
        "/api/",
        "/api/v1",
        "/api/v1/nonsense",
        "/api/v1/nonsense/",
        "/api/v2/vehicles/",
        "/api/v1/authors/",
        "/nonsense?x=1",
    ],
)
def test_an_unknown_path_is_not_found(gateway, path):
    answer = gateway.ask("GET", path)

    assert answer.status == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not_found"


@pytest.mark.shows("GW10")
@pytest.mark.parametrize(
    "path",
    [
        "/internal/token/",
        "/internal",
        "/metrics",
        "/admin/",
        "/health/live/",
        "/health/ready/",
        "/api/v1/auth/internal/token/",
        "/api/v1/projects/internal",
        "/api/v1/auth/intern%61l/token/",
        "/problem",
        "/health/report",
        "/health/unreachable",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_is_private_is_not_found(gateway, services, method, path):
    answer = gateway.ask(method, path)

    assert answer.status == 404
    assert answer.json()["code"] == "not_found"
    assert not any(stub.requests for stub in services.values())


@pytest.mark.shows("GW10")
@pytest.mark.parametrize(
    "path",
    [
        "/internal/token/../../api/v1/auth/",
        "/internal/token/%2e%2e/%2E%2E/api/v1/auth/",
        "/internal/%2e%2e%2fapi/v1/auth/",
        "/api/v1/auth/../../../internal/token/",
        "/api/v1/auth/%2e%2e/%2e%2e/%2e%2e/internal/token/",
        "/api/v1/auth/..%2f..%2f..%2finternal/token/",
        "/api/v1/auth//internal/token/",
        "//internal/token/",
        "/api/v1/auth/./internal/token/",
        "/api/v1/auth/..\\..\\internal/",
    ],
)
def test_no_crooked_path_leads_behind_the_gateway(gateway, services, path):
    answer = gateway.ask("POST", path)

    assert answer.status in {400, 404}
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert not any(stub.requests for stub in services.values())


def test_a_well_known_path_is_not_crooked(gateway):
    answer = gateway.ask("GET", "/api/v1/auth/.well-known/jwks.json")

    assert answer.json()["path"] == "/api/v1/auth/.well-known/jwks.json"
