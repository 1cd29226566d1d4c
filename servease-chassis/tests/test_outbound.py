"""Rule: every call that leaves the process has an end, over TLS too."""

import ssl
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from chassis import outbound
from chassis.outbound import Unanswered, fetch, within


@pytest.fixture
def certificate(tmp_path):
    """A file with a key and a certificate for 127.0.0.1 and shop.example that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a test")])
    alternative = x509.SubjectAlternativeName(
        [x509.IPAddress(ip_address("127.0.0.1")), x509.DNSName("shop.example")]
    )
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(alternative, critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "certificate.pem"
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(private + signed.public_bytes(pem))
    return path


@pytest.fixture
def server(certificate):
    """An HTTPS server that answers `/`, and dribbles at `/head` and at `/body`."""
    closed = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            head, body = b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n", b"x" * 50
            whole = {"/": head + body, "/body": head}.get(self.path, b"")
            slow = {"/": b"", "/body": body}.get(self.path, head + body)
            with suppress(OSError):
                self.wfile.write(whole)
                for byte in slow:
                    if closed.wait(0.1):
                        break
                    self.wfile.write(bytes([byte]))

        def log_message(self, *arguments):
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    outbound._forget()
    yield f"https://127.0.0.1:{server.server_port}"
    closed.set()
    server.shutdown()
    server.server_close()
    outbound._forget()


@pytest.fixture
def trusted(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


def test_an_answer_over_tls_is_read(server, trusted):
    answer = fetch("GET", f"{server}/", seconds=5)
    assert (answer.status, answer.content) == (200, b"x" * 50)


@pytest.mark.drill
@pytest.mark.parametrize("part", ["head", "body"])
def test_a_server_that_dribbles_over_tls_is_held_to_the_deadline(server, trusted, taking_less_than, part):
    with taking_less_than(1), pytest.raises(Unanswered) as raised:
        fetch("GET", f"{server}/{part}", seconds=0.5)
    assert raised.value.late


def test_a_certificate_that_nobody_vouches_for_is_no_answer(server):
    with pytest.raises(Unanswered, match="certificate"):
        fetch("GET", f"{server}/", seconds=5)


def test_an_answer_larger_than_was_asked_for_is_none(server, trusted):
    with pytest.raises(Unanswered, match="larger than 10 bytes"):
        fetch("GET", f"{server}/", seconds=5, largest=10)
    assert fetch("GET", f"{server}/", seconds=5).content == b"x" * 50


def test_a_host_is_reached_where_it_is_looked_up_and_keeps_its_name(server, trusted):
    _, _, port = server.rpartition(":")
    asked = []

    def look_up(host, port):
        asked.append((host, port))
        return ["127.0.0.2", "127.0.0.1"]

    answer = fetch("GET", f"https://shop.example:{port}/", seconds=5, look_up=look_up)
    assert (answer.status, asked) == (200, [("shop.example", int(port))])
    with pytest.raises(Unanswered, match="certificate"):
        fetch("GET", f"https://another.example:{port}/", seconds=5, look_up=look_up)


def test_a_connection_of_one_look_up_is_none_of_anothers(server, trusted):
    class Inside(Exception):
        pass

    def refuse(host, port):
        raise Inside

    assert fetch("GET", f"{server}/", seconds=5).status == 200
    with pytest.raises(Inside):
        fetch("GET", f"{server}/", seconds=5, look_up=refuse)


def test_a_block_leaves_no_more_than_those_around_it():
    with within(60), within(600):
        assert outbound.seconds_left() <= 60
        with within(600, anew=True):
            assert outbound.seconds_left() > 60
    assert outbound.seconds_left() == float("inf")
