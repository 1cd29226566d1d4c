"""Each header once on every answer, whoever made it."""

import pytest
from gateway_process import Gateway

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-site",
}
FOR_DATA = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

ANSWERS = {
    "a service's answer": ("GET", "/api/v1/users/me/", 200),
    "a service's error": ("GET", "/api/v1/users/broken/", 500),
    "a stream": ("GET", "/api/v1/notifications/stream/", 200),
    "the gateway's error": ("GET", "/nonsense", 404),
    "a refused path": ("GET", "/api/v1/users/../", 400),
    "a body too large": ("POST", "/api/v1/users/large/", 413),
    "an address too long": ("GET", "/" + "x" * 9000, 414),
    "a legacy redirect": ("GET", "/api/users/me/", 308),
    "a missing slash": ("GET", "/api/v1/users", 404),
    "what may be done": ("OPTIONS", "/health", 204),
    "the gateway's health": ("GET", "/health", 200),
    "the services' health": ("GET", "/health/services", 200),
    "one service's health": ("GET", "/health/services/user-service", 200),
    "the page at the entrance": ("GET", "/", 200),
    "the map of resources": ("GET", "/api/v1/", 200),
    "the docs page": ("GET", "/api/docs/", 200),
    "the schema": ("GET", "/api/v1/openapi.json", 200),
    "a missing docs file": ("GET", "/api/docs/nothing.js", 404),
    "a method not allowed": ("POST", "/api/docs/index.html", 405),
}
# Who asks for too long an address is answered before its headers are read.
WITH_HEADERS_READ = {what: asked for what, asked in ANSWERS.items() if asked[2] != 414}


def asking(gateway, services):
    services["user-service"].on("/api/v1/users/broken/", lambda request: request.reply_json(500, {}))

    def ask(method, path, **headers):
        body = b"x" * (64 * 1024 + 1) if path.endswith("/large/") else None
        return gateway.ask(method, path, body=body, **headers)

    return ask


@pytest.fixture
def ask(gateway, services):
    return asking(gateway, services)


@pytest.fixture(scope="module")
def gateway_behind_a_proxy(gateway_folder, upstreams):
    folder = gateway_folder()
    gateway = Gateway(folder, UPSTREAMS_FILE=upstreams(folder), TRUSTED_PROXIES="127.0.0.0/8")
    gateway.collect_docs()
    gateway.start()
    yield gateway
    gateway.stop()


@pytest.mark.shows("SD09")
@pytest.mark.parametrize(("method", "path", "status"), ANSWERS.values(), ids=ANSWERS)
def test_every_answer_has_each_header_once(ask, method, path, status):
    answer = ask(method, path)

    assert answer.status == status
    assert {name: answer.headers.get_all(name) for name in EXPECTED} == {
        name: [value] for name, value in EXPECTED.items()
    }
    assert len(answer.headers.get_all("Content-Security-Policy")) == 1
    assert answer.headers["Strict-Transport-Security"] is None
    assert answer.headers["Server"] == "nginx", "without a version"


@pytest.mark.shows("SD09")
@pytest.mark.parametrize(("method", "path", "status"), WITH_HEADERS_READ.values(), ids=WITH_HEADERS_READ)
def test_under_tls_every_answer_asks_for_tls(gateway_behind_a_proxy, services, method, path, status):
    answer = asking(gateway_behind_a_proxy, services)(method, path, X_Forwarded_Proto="https")

    assert answer.status == status
    assert answer.headers.get_all("Strict-Transport-Security") == ["max-age=31536000; includeSubDomains"]


@pytest.mark.parametrize(("said", "received"), [("https", "https"), ("nonsense", "http"), ("http", "http")])
def test_services_hear_of_tls(gateway_behind_a_proxy, services, said, received):
    answer = gateway_behind_a_proxy.ask("GET", "/api/v1/users/me/", X_Forwarded_Proto=said)

    assert answer.json()["headers"]["x-forwarded-proto"] == received


def test_nobody_else_is_believed_to_have_ended_tls(gateway):
    answer = gateway.ask("GET", "/api/v1/users/me/", X_Forwarded_Proto="https", X_Forwarded_For="127.0.0.1")

    assert answer.json()["headers"]["x-forwarded-proto"] == "http"
    assert answer.headers["Strict-Transport-Security"] is None


def test_not_even_who_is_asked_for_by_a_trusted_proxy(another_gateway):
    gateway = another_gateway(TRUSTED_PROXIES="192.0.2.7")

    answer = gateway.ask("GET", "/health", X_Forwarded_Proto="https", X_Forwarded_For="192.0.2.7")

    assert answer.headers["Strict-Transport-Security"] is None


def test_what_a_service_says_of_them_is_not_repeated(gateway, services):
    services["user-service"].on(
        "/api/v1/users/me/",
        lambda request: request.reply_json(
            200,
            {},
            X_Content_Type_Options="other",
            X_Frame_Options="SAMEORIGIN",
            Referrer_Policy="same-origin",
            Content_Security_Policy="default-src *",
            Permissions_Policy="camera=*",
            Cross_Origin_Opener_Policy="unsafe-none",
            Cross_Origin_Resource_Policy="cross-origin",
            Strict_Transport_Security="max-age=1",
        ),
    )

    answer = gateway.ask("GET", "/api/v1/users/me/")

    assert {name: answer.headers.get_all(name) for name in EXPECTED} == {
        name: [value] for name, value in EXPECTED.items()
    }
    assert answer.headers.get_all("Content-Security-Policy") == [FOR_DATA]
    assert answer.headers["Strict-Transport-Security"] is None


def test_data_may_load_nothing_and_the_docs_page_only_its_own(gateway):
    assert gateway.ask("GET", "/api/v1/users/me/").headers["Content-Security-Policy"] == FOR_DATA
    assert gateway.ask("GET", "/nonsense").headers["Content-Security-Policy"] == FOR_DATA

    policy = gateway.ask("GET", "/api/docs/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
