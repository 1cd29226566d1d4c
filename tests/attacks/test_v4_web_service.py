"""OWASP ASVS 5.0, chapter V4: requests that the gateway and a service might read each in its own way.

Bodies that say two lengths, and crooked paths, are in tests/gateway (test_refused_bodies, test_closed_paths).
"""

import json
import socket
from urllib.parse import urlsplit

import pytest
from attackers import OF_EACH_SERVICE, status_and_code
from callers import Callers
from platform_client import Person

REFUSED = {400, 401}


def exchanged(gateway: str, *lines: str, body: str = "") -> list[tuple[int, str]]:
    """Status and body of each answer to these bytes, which no client would send."""
    address = urlsplit(gateway)
    text = "\r\n".join([*lines, "", body])
    with socket.create_connection((address.hostname, address.port), timeout=20) as connection:
        connection.sendall(text.encode())
        received = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    answers = received.split("HTTP/1.1 ")[1:]
    return [(int(answer[:3]), answer.partition("\r\n\r\n")[2]) for answer in answers]


HOSTS = [
    "{name}:{port}@evil.example",
    "{name}:{port}.evil.example",
    "{name}:evil.example",
    "{name}:0{port}{port}",
    "evil.example:{port}/{name}",
    "evil_example\x7f",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "\"'",
]


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_that_is_none_is_refused_in_the_common_shape(gateway: str, nobody: Person, host: str) -> None:
    """4.1.3, 16.5.1: `Host` with a name behind the port, with markup and with quotes, at all eight services:
    400, and no page for developers.
    """
    address = urlsplit(gateway)
    poison = {"Host": host.format(name=address.hostname, port=address.port)}
    for path in OF_EACH_SERVICE.values():
        answer = nobody.request("GET", path, headers=poison)
        assert status_and_code(answer) == (400, "bad_request"), answer.text[:200]
        assert not [word for word in ("Traceback", "Django", "evil", "script") if word in answer.text]


def test_no_address_has_another_host_than_its_header(gateway: str) -> None:
    """4.1.3: a request names our host in its address and another in its header, and the other way round."""
    ours = urlsplit(gateway).netloc
    for in_address, in_header in ((ours, "evil.example"), ("evil.example", ours)):
        first = f"GET http://{in_address}/api/v1/auth/oidc/ HTTP/1.1"
        [(status, _)] = exchanged(gateway, first, f"Host: {in_header}", "Connection: close")
        assert status in {400, 421}


def test_two_tokens_are_none(gateway: str, callers: Callers) -> None:
    """4.1.3, 15.3.7: two Authorization headers, in both orders: nobody is let in by either."""
    own, other = f"Bearer {callers.stranger.token}", f"Bearer {callers.admin.token}"
    for first, second in ((own, other), (other, own), (own, own), (own, "Basic YTpi"), ("", own)):
        for path in OF_EACH_SERVICE.values():
            headers = [f"Authorization: {first}", f"Authorization: {second}"]
            asked = [f"GET /api/v1/{path} HTTP/1.1", f"Host: {urlsplit(gateway).netloc}", *headers]
            [(status, body)] = exchanged(gateway, *asked, "Connection: close")
            assert status in REFUSED, (path, body[:200])


@pytest.mark.parametrize(
    "header",
    [
        "X_Authorization: {token}",
        "AUTHORIZATION_: {token}",
        "Authorization : {token}",
        "Authorization\t: {token}",
        "X-Any: x\r\n Authorization: {token}",
        "X-Any: x\rAuthorization: {token}",
        "HTTP_AUTHORIZATION: {token}",
    ],
)
def test_a_header_is_one_by_its_own_name(gateway: str, callers: Callers, header: str) -> None:
    """4.1.3, 4.2.4: an admin's token in headers spelt nearly so, folded, or behind half a line end."""
    sent = header.format(token=f"Bearer {callers.admin.token}")
    asked = ["GET /api/v1/auth/accounts/ HTTP/1.1", f"Host: {urlsplit(gateway).netloc}", sent]
    answers = exchanged(gateway, *asked, "Connection: close")
    assert len(answers) == 1
    assert answers[0][0] in REFUSED, answers


SMUGGLED = "GET /api/v1/auth/oidc/ HTTP/1.1\r\nHost: {host}\r\n\r\n"
LENGTHS = {
    "a length and chunks": ["Content-Length: {all}", "Transfer-Encoding: chunked"],
    "chunks and a length": ["Transfer-Encoding: chunked", "Content-Length: 5"],
    "chunks by another name": ["Content-Length: {all}", "Transfer-Encoding: xchunked"],
    "chunks, folded": ["Content-Length: {all}", "Transfer-Encoding:\r\n chunked"],
    "chunks, with a blank": ["Content-Length: {all}", "Transfer-Encoding : chunked"],
    "chunks twice": ["Transfer-Encoding: chunked", "Transfer-Encoding: identity", "Content-Length: {all}"],
    "two lengths": ["Content-Length: 5", "Content-Length: {all}"],
    "a signed length": ["Content-Length: +5"],
    "a length in hexadecimal": ["Content-Length: 0x5"],
}


@pytest.mark.parametrize("lengths", LENGTHS)
def test_no_request_hides_in_another(gateway: str, lengths: str) -> None:
    """4.2.1: a sign-in whose body is said to end in two ways has another request in it: it is refused."""
    host = urlsplit(gateway).netloc
    body = "0\r\n\r\n" + SMUGGLED.format(host=host)
    said = [line.format(all=len(body)) for line in LENGTHS[lengths]]
    first = ["POST /api/v1/auth/login/ HTTP/1.1", f"Host: {host}", "Content-Type: application/json", *said]
    answers = exchanged(gateway, *first, body=body)
    assert [status for status, _ in answers] in ([400], [411], [501]), answers
    assert json.loads(answers[0][1])["code"]
