"""A client that asks too much is told to wait, and for how long."""

import pytest
from gateway_process import until
from test_problems import assert_is_problem

API_BURST = 50
AUTHENTICATION_BURST = 10


def ask_often(gateway, times, path, method="GET"):
    return [gateway.ask(method, path) for _ in range(times)]


@pytest.mark.parametrize("path", ["/api/v1/users/me/", "/api/v1/auth/me/"])
def test_past_the_burst_the_api_refuses(another_gateway, path):
    gateway = another_gateway(RATE_LIMIT_API="20r/m")

    answers = ask_often(gateway, API_BURST + 3, path)

    assert [answer.status for answer in answers] == [200] * (API_BURST + 1) + [429] * 2
    assert_is_problem(answers[-1], 429, "Too Many Requests", "throttled")
    assert answers[-1].headers["Retry-After"] == "3"
    assert answers[-1].headers["RateLimit"] == '"api";r=0;t=3'
    assert answers[-1].headers["RateLimit-Policy"] == '"api";q=20;w=60'


@pytest.mark.parametrize(
    "path", ["login/", "login/mfa/", "register/", "token/refresh/", "password/forgot/", "email/verify/"]
)
def test_where_secrets_can_be_guessed_it_refuses_sooner(another_gateway, path):
    gateway = another_gateway(RATE_LIMIT_AUTH="10r/m", RATE_LIMIT_API="500r/s")

    answers = ask_often(gateway, AUTHENTICATION_BURST + 2, f"/api/v1/auth/{path}", "POST")

    assert [answer.status for answer in answers] == [200] * (AUTHENTICATION_BURST + 1) + [429]
    assert_is_problem(answers[-1], 429, "Too Many Requests", "throttled")
    assert answers[-1].headers["Retry-After"] == "6"
    assert answers[-1].headers["RateLimit"] == '"authentication";r=0;t=6'
    assert answers[-1].headers["RateLimit-Policy"] == '"authentication";q=10;w=60, "api";q=500;w=1'
    assert gateway.ask("GET", "/api/v1/auth/me/").status == 200, "the rest of the service stays open"


def test_time_makes_room_again(another_gateway):
    gateway = another_gateway(RATE_LIMIT_AUTH="20r/s")
    answers = ask_often(gateway, 60, "/api/v1/auth/login/", "POST")
    assert 429 in {answer.status for answer in answers}

    until(lambda: gateway.ask("POST", "/api/v1/auth/login/").status == 200, "a login is let through")


def test_each_client_has_a_count_of_its_own(another_gateway):
    gateway = another_gateway(RATE_LIMIT_AUTH="1r/m", TRUSTED_PROXIES="127.0.0.1")
    path = "/api/v1/auth/login/"
    for _ in range(AUTHENTICATION_BURST + 1):
        gateway.ask("POST", path, X_Forwarded_For="192.0.2.1")

    assert gateway.ask("POST", path, X_Forwarded_For="192.0.2.1").status == 429
    assert gateway.ask("POST", path, X_Forwarded_For="192.0.2.2").status == 200


def test_health_preflights_and_redirects_are_not_counted(another_gateway):
    gateway = another_gateway(RATE_LIMIT_API="1r/m", RATE_LIMIT_AUTH="1r/m")

    answers = [
        *ask_often(gateway, API_BURST + 5, "/health"),
        *ask_often(gateway, API_BURST + 5, "/api/v1/auth/login/", "OPTIONS"),
        *ask_often(gateway, API_BURST + 5, "/api/auth/login/"),
    ]

    assert {answer.status for answer in answers} == {200, 308}
