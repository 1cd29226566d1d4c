"""The gateway answers under the names of ALLOWED_HOSTS, and to whoever asks for its health."""

import socket
import subprocess

import pytest
from gateway_process import ROOT, Gateway
from test_problems import assert_is_problem

WITHOUT_NETWORK = ["unshare", "--map-root-user", "--net"]


@pytest.fixture(scope="module")
def named(gateway_folder, upstreams):
    folder = gateway_folder()
    hosts = "api.servease.test, .garage.test,[2001:db8::1],localhost"
    gateway = Gateway(folder, UPSTREAMS_FILE=upstreams(folder), ALLOWED_HOSTS=hosts)
    gateway.start()
    yield gateway
    gateway.stop()


@pytest.mark.parametrize(
    "host",
    [
        "api.servease.test",
        "API.servease.test:8443",
        "api.servease.test.",
        "garage.test",
        "one.garage.test",
        "a.b.garage.test:80",
        "[2001:db8::1]",
        "[2001:db8::1]:8080",
        "localhost",
    ],
)
def test_a_host_by_its_name_with_any_port(named, services, host):
    assert named.ask("GET", "/api/v1/users/me/", Host=host).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "servease.test",
        "x.api.servease.test",
        "badgarage.test",
        "127.0.0.1",
        "authentication-service",
        "[::1]",
        "_",
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/users/me/", "/api/docs/", "/api/users/", "/nonsense", "/healthy"])
def test_another_host_is_misdirected(named, services, host, path):
    answer = named.ask("GET", path, Host=host)

    assert_is_problem(answer, 421, "Misdirected Request", "misdirected_request")
    assert not any(stub.requests for stub in services.values())


def test_a_request_without_a_host_is_misdirected(named):
    assert b" 421 " in named.raw(b"GET /api/v1/users/me/ HTTP/1.0\r\n\r\n").splitlines()[0]


@pytest.mark.parametrize(
    "host",
    [
        "localhost:8080@evil.test",
        "localhost:8080.evil.test",
        "localhost:evil.test",
        "localhost:",
        "localhost:808080",
        "[2001:db8::1]evil.test",
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/users/me/", "/api/docs/", "/health/services"])
def test_what_is_no_host_is_a_bad_request(named, services, host, path):
    assert_is_problem(named.ask("GET", path, Host=host), 400, "Bad Request", "bad_request")
    assert not any(stub.requests for stub in services.values())


@pytest.mark.parametrize(
    ("header", "status"), [("evil.test", 400), ("api.servease.test", 400), ("localhost", 200)]
)
def test_the_host_of_an_address_is_that_of_the_header(named, services, header, status):
    asked = f"GET http://localhost/api/v1/users/me/ HTTP/1.1\r\nHost: {header}\r\nConnection: close\r\n\r\n"
    assert f" {status} ".encode() in named.raw(asked.encode()).splitlines()[0]


@pytest.mark.parametrize(
    "path", ["/health", "/health?x=1", "/health/services", "/health/services/user-service"]
)
def test_health_is_told_to_a_load_balancer_that_knows_an_address_only(named, services, path):
    assert named.ask("GET", path, Host="10.1.2.3:8080").status == 200


def test_any_host_is_served_where_any_is_allowed(another_gateway):
    assert another_gateway(ALLOWED_HOSTS="*").ask("GET", "/robots.txt", Host="anything.test").status == 200


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="a machine without IPv6")
def test_it_listens_on_ipv6_too(named):
    with socket.create_connection(("::1", named.port), timeout=5) as connection:
        connection.sendall(b"GET /health HTTP/1.0\r\n\r\n")
        assert b" 200 " in connection.recv(100)


@pytest.mark.skipif(
    subprocess.run([*WITHOUT_NETWORK, "true"]).returncode != 0, reason="no network can be taken away"
)
def test_where_there_is_no_ipv6_it_listens_without(named, tmp_path):
    render = [*WITHOUT_NETWORK, ROOT / "nginx/render.sh", tmp_path]

    subprocess.run(render, env=named.environment, check=True)

    assert (tmp_path / "listeners.conf").read_text() == f"listen {named.port} default_server;\n"
