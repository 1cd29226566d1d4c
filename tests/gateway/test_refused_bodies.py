"""Who is refused with a body that nobody read takes no connection from whoever comes next."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from chassis_server import ServedChassis
from gateway_process import Gateway
from name_server import NameServer
from services import ADDRESS_VARIABLES, SERVICES

# What the sample service has, also where files go: with a larger body than elsewhere.
ROUTES = """
location /api/v1/boxes/ { proxy_pass http://$user_service; }
location /api/v1/boxes/photos/ { client_max_body_size 10m; proxy_pass http://$user_service; }
"""
REFUSED = [
    ("POST", "/api/v1/boxes/", 401, 64),
    ("DELETE", "/api/v1/boxes/", 405, 64),
    ("PATCH", "/api/v1/boxes/nothing/", 404, 64),
    ("POST", "/api/v1/boxes/photos/", 404, 65),
    ("POST", "/api/v1/boxes/photos/", 404, 300),
    ("PUT", "/api/v1/boxes/photos/", 404, 10 * 1024),
]
PAIRS = 30
# gunicorn would wait ten seconds for what may still be asked.
SECONDS_TO_STOP = 6


@pytest.fixture(scope="module")
def served(gateway_folder: Callable[[], Any]) -> Iterator[ServedChassis]:
    served = ServedChassis(gateway_folder())
    yield served
    served.stop()


def in_front_of(served: ServedChassis, gateway: Gateway) -> Gateway:
    rendered = gateway.render()
    assert rendered.returncode == 0, rendered.stderr
    (gateway.folder / "configuration/routes/boxes.conf").write_text(ROUTES)
    gateway.run()
    return gateway


@pytest.fixture(scope="module")
def native_gateway(served: ServedChassis, gateway_folder: Callable[[], Any]) -> Iterator[Gateway]:
    """As scripts/lib/gateway.sh has it: each service an upstream group with kept connections."""
    folder = gateway_folder()
    upstreams = folder / "upstreams.conf"
    upstreams.write_text(
        "".join(f"upstream {name} {{ server 127.0.0.1:{served.port}; keepalive 16; }}\n" for name in SERVICES)
    )
    gateway = in_front_of(served, Gateway(folder, UPSTREAMS_FILE=str(upstreams)))
    yield gateway
    gateway.stop()


@pytest.fixture(scope="module")
def container_gateway(served: ServedChassis, gateway_folder: Callable[[], Any]) -> Iterator[Gateway]:
    """As the container has it: each service looked up by its name."""
    names = NameServer()
    names.addresses = {service: ["127.0.0.1"] for service in SERVICES}
    urls = {variable: f"http://{service}:{served.port}" for service, variable in ADDRESS_VARIABLES.items()}
    gateway = in_front_of(served, Gateway(gateway_folder(), NAME_SERVERS=names.address, **urls))
    yield gateway
    gateway.stop()
    names.stop()


@pytest.fixture(params=["native_gateway", "container_gateway"])
def gateway(request: pytest.FixtureRequest) -> Gateway:
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize(("method", "path", "status", "kibibytes"), REFUSED)
def test_the_next_write_arrives_after_a_large_body_was_refused(gateway, method, path, status, kibibytes):
    large = Counter()
    small = Counter()
    for _ in range(PAIRS):
        large[gateway.ask(method, path, body=b"x" * kibibytes * 1024).status] += 1
        small[gateway.ask("POST", "/api/v1/boxes/", body=b"{}", Content_Type="application/json").status] += 1

    assert large == {status: PAIRS}
    assert small == {401: PAIRS}


def test_a_body_without_a_known_end_ends_the_connection_and_the_answer_says_so(served):
    answer = served.ask("POST", "/api/v1/boxes/", body=iter([b"x" * 1000] * 3))

    assert answer.status == 401
    assert answer.headers["Connection"] == "close"


def test_a_body_with_an_end_keeps_the_connection(served):
    answer = served.ask("POST", "/api/v1/boxes/", body=b"x" * 1024 * 1024)

    assert answer.status == 401
    assert answer.headers["Connection"] == "keep-alive"


@pytest.mark.parametrize("length", [8100, 8160, 8170, 8175, 8180, 8190, 8200, 9000])
def test_an_address_of_any_length_is_answered_in_our_shape(gateway, length):
    answer = gateway.ask("GET", "/api/v1/boxes/?" + "x" * (length - len("/api/v1/boxes/?")))

    assert answer.status in {401, 414}
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Long": "x" * 8000},
        {"X-Long": "x" * 8182},
        {"X-Long": "x" * 9000},
        {f"X-{number}": "x" * 7000 for number in range(5)},
        {f"X-{number}": "" for number in range(900)},
    ],
    ids=["long", "longest", "too long", "too many long ones", "many short ones"],
)
def test_headers_of_any_size_are_answered_in_our_shape(gateway, headers):
    answer = gateway.ask("GET", "/api/v1/boxes/", **headers)

    assert answer.status in {401, 431}
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_service_itself_refuses_in_our_shape_too(served):
    for path, status, code in (("/" + "x" * 9000, 414, "uri_too_long"), ("/ x", 400, "bad_request")):
        with served.begin(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode()) as connection:
            received = b"".join(iter(lambda connection=connection: connection.recv(65536), b""))
        head, _, body = received.partition(b"\r\n\r\n")
        assert head.startswith(f"HTTP/1.1 {status} ".encode())
        assert b"application/problem+json" in head
        assert json.loads(body)["code"] == code


def test_who_is_alive_says_so_while_all_threads_are_busy(served):
    halves = [served.begin(b"POST /api/v1/boxes/ HTTP/1.1\r\nHost: a\r\n") for _ in range(4)]
    try:
        with pytest.raises(TimeoutError):
            served.ask("POST", "/api/v1/boxes/", timeout=0.3)

        assert served.ask("GET", "/health/live/", timeout=30).json()["status"] == "live"
        assert b"servease_requests" in served.ask("GET", "/metrics", timeout=30).body
    finally:
        for half in halves:
            half.sendall(b"\r\n")
            half.close()


def test_a_connection_on_which_nothing_is_said_keeps_no_thread(served):
    silent = [served.begin(b"") for _ in range(20)]
    try:
        assert served.ask("POST", "/api/v1/boxes/", timeout=30).status == 401
        silent[0].sendall(b"GET /health/live/ HTTP/1.1\r\nHost: a\r\n\r\n")
        assert silent[0].recv(100).startswith(b"HTTP/1.1 200 OK")
    finally:
        for connection in silent:
            connection.close()


def test_such_a_connection_does_not_hold_up_a_stop(gateway_folder):
    another = ServedChassis(gateway_folder())
    with another.begin(b""):
        assert another.ask("POST", "/api/v1/boxes/").status == 401
        started = time.monotonic()
        another.stop()

    assert time.monotonic() - started < SECONDS_TO_STOP
