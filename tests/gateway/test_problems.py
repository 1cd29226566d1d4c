"""The gateway's own errors have the common shape; a service's errors pass as they are."""

import json

import pytest
from gateway_process import ALLOWED_ORIGIN

MEMBERS = ["type", "title", "status", "detail", "code", "request_id"]
REQUEST_ID = "test-request-0001"


def assert_is_problem(answer, status, title, code):
    assert answer.status == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    body = answer.json()
    assert list(body) == MEMBERS
    assert (body["title"], body["status"], body["code"]) == (title, status, code)
    assert body["type"] == f"/api/docs/errors/#{code}"
    assert body["detail"]
    assert body["request_id"] == answer.headers["X-Request-ID"]


@pytest.mark.shows("GW03")
def test_not_found(gateway):
    answer = gateway.ask("GET", "/nonsense", X_Request_ID=REQUEST_ID)

    assert_is_problem(answer, 404, "Not Found", "not_found")
    assert answer.json()["request_id"] == REQUEST_ID


@pytest.mark.shows("SD09", "GW03")
def test_a_body_that_says_it_is_too_large(gateway, services):
    answer = gateway.ask("POST", "/api/v1/users/me/", body=b"x" * (64 * 1024 + 1))

    assert_is_problem(answer, 413, "Content Too Large", "content_too_large")
    assert services["user-service"].requests == []


@pytest.mark.shows("SD09", "GW03")
def test_a_body_that_turns_out_too_large(gateway, services):
    chunks = (b"x" * 1024 for _ in range(65))

    answer = gateway.ask("POST", "/api/v1/users/me/", body=chunks)

    assert_is_problem(answer, 413, "Content Too Large", "content_too_large")
    assert services["user-service"].requests == []


def test_an_address_that_is_too_long(gateway):
    assert_is_problem(gateway.ask("GET", "/api/v1/users/" + "x" * 9000), 414, "URI Too Long", "uri_too_long")


def test_headers_that_are_too_large(gateway):
    answer = gateway.ask("GET", "/api/v1/users/me/", Cookie="x" * 40000)

    assert_is_problem(answer, 431, "Request Header Fields Too Large", "headers_too_large")


@pytest.mark.parametrize(
    "text",
    [
        b"GET /api/v1/users/me/ HTTP/1.1\r\n\r\n",
        b"GET /api/v1/users/me/ HTTP/1.1\r\nHost: a b\r\n\r\n",
        b"POST /api/v1/users/me/ HTTP/1.1\r\nHost: a\r\nContent-Length: many\r\n\r\n",
        b"GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        b"NONSENSE\r\n\r\n",
    ],
)
def test_what_is_no_request(gateway, text):
    head, _, body = gateway.raw(text).partition(b"\r\n\r\n")

    assert head.startswith(b"HTTP/1.1 400 Bad Request")
    assert b"application/problem+json" in head
    assert json.loads(body)["code"] == "bad_request"


def test_a_request_of_http_0_9_is_refused(gateway):
    assert json.loads(gateway.raw(b"GET /health\r\n"))["code"] == "http_version_not_supported"


OWN = [
    "/",
    "/robots.txt",
    "/health",
    "/health/services",
    "/health/services/user-service",
    "/api/v1/openapi.json",
    "/api/docs/",
]


@pytest.mark.parametrize("path", OWN)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_what_the_gateway_serves_itself_is_read_only(gateway, method, path):
    answer = gateway.ask(method, path, Origin=ALLOWED_ORIGIN)

    assert_is_problem(answer, 405, "Method Not Allowed", "method_not_allowed")
    assert answer.headers.get_all("Allow") == ["GET, HEAD, OPTIONS"]
    assert answer.headers.get_all("Access-Control-Allow-Origin") == [ALLOWED_ORIGIN]


@pytest.mark.parametrize("path", OWN)
def test_what_may_be_done_there_is_said_to_everybody(gateway, path):
    answer = gateway.ask("OPTIONS", path)

    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers.get_all("Allow") == ["GET, HEAD, OPTIONS"]


@pytest.mark.parametrize("path", OWN)
def test_head_is_get_without_its_body(gateway, path):
    asked = gateway.ask("GET", path)
    answer = gateway.ask("HEAD", path)

    assert (answer.status, answer.body) == (asked.status, b"")
    assert answer.headers["Content-Type"] == asked.headers["Content-Type"]
    assert answer.headers["Allow"] is None, "that is said where it is asked for"


@pytest.mark.shows("GW03")
def test_a_service_that_is_down(gateway, services):
    services["user-service"].stop()
    try:
        answer = gateway.ask("GET", "/api/v1/users/me/")
    finally:
        services["user-service"].start()

    assert_is_problem(answer, 502, "Bad Gateway", "upstream_unavailable")
    assert answer.headers["Retry-After"] == "5"


def test_a_service_that_is_down_where_files_go(another_gateway, services):
    gateway = another_gateway()
    (gateway.folder / "configuration/routes/photos.conf").write_text(
        "location /api/v1/photos/ { client_max_body_size 10m; proxy_pass http://$user_service; }"
    )
    gateway.stop()
    gateway.run()
    services["user-service"].stop()
    try:
        answer = gateway.ask("POST", "/api/v1/photos/", body=b"x" * 1024 * 1024)
    finally:
        services["user-service"].start()

    assert_is_problem(answer, 502, "Bad Gateway", "upstream_unavailable")


@pytest.mark.shows("GW03")
def test_a_service_that_talks_nonsense(gateway, services):
    def nonsense(request):
        request.reply_json(200, {}, X_Nonsense="x" * 20000)

    services["user-service"].on("/api/v1/users/me/", nonsense)

    assert_is_problem(gateway.ask("GET", "/api/v1/users/me/"), 502, "Bad Gateway", "upstream_unavailable")


def test_a_service_that_is_missing_takes_no_other_down(another_gateway, services):
    gateway = another_gateway()
    upstreams = gateway.folder / "upstreams.conf"
    upstreams.write_text(
        "\n".join(line for line in upstreams.read_text().splitlines() if "chatbot" not in line) + "\n"
    )
    gateway.stop()
    gateway.start()

    assert gateway.ask("GET", "/api/v1/users/me/").status == 200
    answer = gateway.ask("GET", "/api/v1/chatbot/conversations/")
    assert_is_problem(answer, 502, "Bad Gateway", "upstream_unavailable")


def test_a_service_that_hangs(another_gateway, services):
    gateway = another_gateway()
    proxy = gateway.folder / "configuration/snippets/proxy.conf"
    proxy.write_text(proxy.read_text().replace("proxy_read_timeout 30s", "proxy_read_timeout 200ms"))
    gateway.stop()
    gateway.run()
    services["user-service"].on("/api/v1/users/me/", services["user-service"].hang)

    answer = gateway.ask("POST", "/api/v1/users/me/")

    assert_is_problem(answer, 504, "Gateway Timeout", "upstream_timeout")
    assert len(services["user-service"].requests) == 1, "what was sent is not sent again"


def test_the_gateway_being_out_of_service_itself(another_gateway):
    gateway = another_gateway()
    (gateway.folder / "configuration/routes/maintenance.conf").write_text("location = /shut { return 503; }")
    gateway.stop()
    gateway.run()

    answer = gateway.ask("GET", "/shut")

    assert_is_problem(answer, 503, "Service Unavailable", "upstream_unavailable")
    assert answer.headers["Retry-After"] == "5"


@pytest.mark.shows("GW03")
@pytest.mark.parametrize("status", [400, 401, 404, 409, 413, 422, 429, 500, 502, 503, 504])
def test_a_services_own_error_passes_untouched(gateway, services, status):
    problem = {
        "type": "/api/docs/errors/#its_own",
        "status": status,
        "code": "its_own",
        "allowed": ["confirmed"],
    }
    services["appointment-service"].on(
        "/api/v1/appointments/",
        lambda request: request.reply(
            status, "application/problem+json", json.dumps(problem).encode(), Retry_After="7"
        ),
    )

    answer = gateway.ask("POST", "/api/v1/appointments/", Origin=ALLOWED_ORIGIN)

    assert answer.status == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers.get_all("Retry-After") == ["7"]
    assert answer.json() == problem


def test_head_is_answered_without_a_body(gateway):
    answer = gateway.ask("HEAD", "/nonsense")

    assert answer.status == 404
    assert answer.body == b""
