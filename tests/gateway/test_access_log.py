"""One line per request, which says what happened and keeps secrets to itself."""

import signal
import uuid
from datetime import datetime

import pytest
from gateway_process import until


def test_a_request_to_a_service_is_one_line(gateway, services):
    gateway.ask("POST", "/api/v1/appointments/?hold=1", X_Request_ID="logged-request-1")

    line = gateway.log_line("logged-request-1")

    assert datetime.fromisoformat(line.pop("timestamp"))
    assert isinstance(line.pop("milliseconds"), int)
    assert isinstance(line.pop("upstream_milliseconds"), int)
    assert line.pop("bytes") > 0
    assert line == {
        "service": "gateway",
        "level": "info",
        "event": "request",
        "request_id": "logged-request-1",
        "method": "POST",
        "path": "/api/v1/appointments/",
        "status": 200,
        "upstream": f"127.0.0.1:{services['appointment-service'].port}",
        "upstream_status": "200",
        "client": "127.0.0.1",
    }


def test_the_query_with_its_tokens_stays_out(gateway):
    gateway.ask("GET", "/api/v1/appointments/calendar.ics?token=secret", X_Request_ID="logged-request-2")

    assert "secret" not in str(gateway.log_line("logged-request-2"))


SECRET = "s" * 43


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        (f"/api/v1/appointments/feeds/{SECRET}/calendar.ics", "/api/v1/appointments/feeds/…/calendar.ics"),
        (f"/api/v1/appointments/feeds/{SECRET}/?a=b", "/api/v1/appointments/feeds/…/"),
        (f"/api/v1/appointments/feeds/{SECRET}", "/api/v1/appointments/feeds/…"),
        (f"/api/appointments/feeds/{SECRET}/calendar.ics", "/api/appointments/feeds/…/calendar.ics"),
        (
            f"/api/v1/appointments/f%65eds/%73{SECRET}/calendar.ics",
            "/api/v1/appointments/f%65eds/…/calendar.ics",
        ),
        (f"/{SECRET}/a/{SECRET}/b", "/…"),
        (f"/api/v1/appointments/{uuid.UUID(int=1)}/notes", f"/api/v1/appointments/{uuid.UUID(int=1)}/notes"),
    ],
)
def test_what_is_longer_than_any_id_stays_out_of_the_path(gateway, path, logged):
    identity = f"secret-{uuid.uuid4().hex}"
    gateway.ask("GET", path, X_Request_ID=identity)

    assert gateway.log_line(identity)["path"] == logged


def test_milliseconds_count_past_a_second(gateway, services):
    def slow(request):
        services["user-service"].released.wait(1.05)
        request.reply_json(200, {})

    services["user-service"].on("/api/v1/users/me/", slow)
    gateway.ask("GET", "/api/v1/users/me/", X_Request_ID="logged-request-3")

    line = gateway.log_line("logged-request-3")
    assert 1000 < line["milliseconds"] < 60_000
    assert 1000 < line["upstream_milliseconds"] < 60_000


def test_the_gateways_own_answer_has_no_upstream(gateway):
    gateway.ask("GET", "/non%22sense?x=1", X_Request_ID="logged-request-4")

    line = gateway.log_line("logged-request-4")
    assert (line["path"], line["status"]) == ("/non%22sense", 404)
    assert (line["upstream"], line["upstream_milliseconds"]) == ("", None)


def test_a_service_that_is_down_is_logged_as_such(gateway, services):
    services["user-service"].stop()
    try:
        gateway.ask("GET", "/api/v1/users/me/", X_Request_ID="logged-request-5")
    finally:
        services["user-service"].start()

    line = gateway.log_line("logged-request-5")
    assert (line["status"], line["level"]) == (502, "error")
    assert (line["upstream"], line["upstream_status"]) == (
        f"127.0.0.1:{services['user-service'].port}",
        "502",
    )
    assert line["path"] == "/api/v1/users/me/"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/api/v1/auth/login/", 413),
        ("PATCH", "/api/v1/users/me/", 502),
        ("DELETE", "/nonsense", 404),
        ("PUT", "/api/v1/vehicles/../", 400),
        ("POST", "/health", 405),
        ("M-SEARCH", "/nonsense", 404),
    ],
)
def test_an_error_keeps_the_method_that_was_asked(gateway, services, method, path, status):
    body = b"x" * (64 * 1024 + 1) if status == 413 else b"{}"
    identity = f"asked-with-{method}-{status}"
    services["user-service"].stop()
    try:
        gateway.ask(method, path, body=body, X_Request_ID=identity)
    finally:
        services["user-service"].start()

    line = gateway.log_line(identity)
    assert (line["method"], line["path"], line["status"]) == (method, path, status)


def test_no_log_of_the_gateway_quotes_a_query_or_a_referrer(another_gateway, services):
    gateway = another_gateway()
    services["user-service"].stop()
    try:
        gateway.ask(
            "GET",
            "/api/v1/users/?search=secret",
            Referer="https://a.test/?token=secret",
            X_Request_ID="not-secret",
        )
    finally:
        services["user-service"].start()

    assert gateway.log_line("not-secret")["upstream_status"] == "502"
    assert "=secret" not in "".join(file.read_text() for file in (gateway.folder / "state").glob("*.log"))


def test_the_services_probes_are_not_lines_of_their_own(gateway):
    gateway.ask("GET", "/health/services", X_Request_ID="logged-request-6")

    assert gateway.log_line("logged-request-6")["path"] == "/health/services"


def test_the_log_goes_on_in_a_new_file_when_it_is_told_to(another_gateway):
    gateway = another_gateway()
    log = gateway.folder / "state/access.log"
    log.rename(log.with_suffix(".1"))

    gateway.process.send_signal(signal.SIGUSR1)
    until(log.exists, "the new file is there")
    until(lambda: gateway.ask("GET", "/health") and log.read_text(), "the new file is written")
