"""A client that asks too much is told to wait, and for how long."""

import contextlib
import socket

import pytest
from gateway_process import ALLOWED_ORIGIN, until
from test_problems import assert_is_problem

API_BURST = 50
AUTHENTICATION_BURST = 10
CONNECTIONS = 100


def ask_often(gateway, times, path, method="GET", **headers):
    return [gateway.ask(method, path, **headers) for _ in range(times)]


@pytest.mark.shows("SD08")
@pytest.mark.parametrize("path", ["/api/v1/users/me/", "/api/v1/auth/me/"])
def test_past_the_burst_the_api_refuses(another_gateway, path):
    gateway = another_gateway(RATE_LIMIT_API="20r/m")

    answers = ask_often(gateway, API_BURST + 3, path)

    assert [answer.status for answer in answers] == [200] * (API_BURST + 1) + [429] * 2
    assert_is_problem(answers[-1], 429, "Too Many Requests", "throttled")
    assert answers[-1].headers["Retry-After"] == "3"
    assert answers[-1].headers["RateLimit"] == '"api";r=0;t=3'
    assert answers[-1].headers["RateLimit-Policy"] == '"api";q=20;w=60'


@pytest.mark.shows("SD08")
@pytest.mark.parametrize(
    "path",
    [
        "login/",
        "login/mfa/",
        "mfa/totp/confirm/",
        "step-up/",
        "register/",
        "token/refresh/",
        "password/forgot/",
        "email/verify/",
    ],
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


@pytest.mark.shows("GW04")
@pytest.mark.parametrize("origin", ["", ALLOWED_ORIGIN])
def test_what_a_service_says_of_an_account_passes_as_it_is(another_gateway, services, origin):
    gateway = another_gateway(RATE_LIMIT_API="1r/m")
    problem = {"status": 429, "code": "rate_limited"}
    limit = {"Retry-After": "41", "RateLimit": '"account";r=0;t=41', "RateLimit-Policy": '"account";q=9;w=60'}
    services["user-service"].on(
        "/api/v1/users/me/", lambda request: request.reply_json(429, problem, **limit)
    )

    answers = ask_often(gateway, API_BURST + 2, "/api/v1/users/me/", Origin=origin)

    assert {answer.status for answer in answers} == {429}
    assert answers[0].json() == problem
    assert {name: answers[0].headers.get_all(name) for name in limit} == {
        name: [value] for name, value in limit.items()
    }
    assert_is_problem(answers[-1], 429, "Too Many Requests", "throttled")
    assert answers[-1].headers.get_all("RateLimit") == ['"api";r=0;t=60'], "the gateway's own, and once"


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
    preflight = {"Origin": ALLOWED_ORIGIN, "Access_Control_Request_Method": "POST"}

    answers = [
        *ask_often(gateway, API_BURST + 5, "/health"),
        *ask_often(gateway, API_BURST + 5, "/api/v1/auth/login/", "OPTIONS", **preflight),
        *ask_often(gateway, API_BURST + 5, "/api/auth/login/"),
    ]

    assert {answer.status for answer in answers} == {200, 308}


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "DELETE", "GET_X", "POST-X", "PROPFIND"])
def test_every_method_counts(another_gateway, method):
    gateway = another_gateway(RATE_LIMIT_AUTH="1r/m")

    answers = ask_often(gateway, AUTHENTICATION_BURST + 2, "/api/v1/auth/login/", method)

    assert [answer.status == 429 for answer in answers] == [False] * (AUTHENTICATION_BURST + 1) + [True]


@pytest.mark.parametrize("version", ["v2", "v10"])
def test_every_version_counts(another_gateway, version):
    gateway = another_gateway(RATE_LIMIT_AUTH="1r/m")
    route = gateway.folder / "configuration/routes/another.conf"
    route.write_text(f"location /api/{version}/auth/ {{ proxy_pass http://$authentication_service; }}")
    gateway.stop()
    gateway.run()

    answers = ask_often(gateway, AUTHENTICATION_BURST + 2, f"/api/{version}/auth/login/", "POST")

    assert [answer.status == 429 for answer in answers] == [False] * (AUTHENTICATION_BURST + 1) + [True]


@pytest.mark.parametrize("path", ["/health/services", "/health/services/user-service", "/api/docs/"])
def test_what_makes_work_at_the_gateway_is_counted_too(another_gateway, path):
    gateway = another_gateway(RATE_LIMIT_API="1r/m")
    gateway.collect_docs()

    answers = ask_often(gateway, API_BURST + 2, path)

    assert [answer.status for answer in answers] == [200] * (API_BURST + 1) + [429]
    assert_is_problem(answers[-1], 429, "Too Many Requests", "throttled")
    assert answers[-1].headers["Retry-After"] == "60"


def test_a_network_of_ipv6_is_one_client(another_gateway):
    gateway = another_gateway(RATE_LIMIT_AUTH="1r/m", TRUSTED_PROXIES="127.0.0.1")
    path = "/api/v1/auth/login/"
    for number in range(AUTHENTICATION_BURST + 1):
        gateway.ask("POST", path, X_Forwarded_For=f"2001:db8::{number}")

    assert gateway.ask("POST", path, X_Forwarded_For="2001:db8::a:b:c:d").status == 429
    assert gateway.ask("POST", path, X_Forwarded_For="2001:db8:0:1::1").status == 200


def test_a_client_has_so_many_requests_at_the_same_time_and_no_more(another_gateway, services):
    # Else a fast machine sends a hundred before the rate has made room for more than its burst.
    gateway = another_gateway(RATE_LIMIT_API="100000r/s", TRUSTED_PROXIES="127.0.0.1")
    path = "/api/v1/notifications/stream/"
    service = services["notification-service-stream"]
    service.on(path, service.hang)
    request = f"GET {path} HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n".encode()

    with contextlib.ExitStack() as streams:
        for _ in range(CONNECTIONS):
            stream = streams.enter_context(socket.create_connection(("127.0.0.1", gateway.port)))
            stream.sendall(request)
        # More than those, where nginx asked again.
        until(lambda: len(service.requests) >= CONNECTIONS, "every stream has arrived")

        refused = gateway.ask("GET", "/api/v1/users/me/", X_Forwarded_For="192.0.2.1")
        another = gateway.ask("GET", "/api/v1/users/me/", X_Forwarded_For="192.0.2.2")

    assert_is_problem(refused, 429, "Too Many Requests", "throttled")
    assert (refused.headers["Retry-After"], refused.headers["RateLimit"]) == ("1", None)
    assert another.status == 200
    until(
        lambda: gateway.ask("GET", "/health", X_Forwarded_For="192.0.2.1").status == 200,
        "there is room again",
    )
