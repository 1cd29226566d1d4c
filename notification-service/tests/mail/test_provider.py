"""Mails by a provider's API over HTTP, here Postmark's as its documentation has it."""

import json
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import pytest

from deliveries.channels import CHANNELS, Undeliverable, Unreachable
from deliveries.channels import mail as channel
from tests.mail.envelopes import PAPER, UNSUBSCRIBE, envelope
from workshop.letterhead import Letterhead
from workshop.models import Logo

TAKEN = {"To": "erika@example.org", "MessageID": "b7bc2f4a-e38e-4336", "ErrorCode": 0, "Message": "OK"}
INACTIVE = {
    "ErrorCode": 406,
    "Message": "You tried to send to a recipient that has been marked as inactive.\n"
    "Found inactive addresses: erika@example.org.\nInactive recipients are ones that have generated a hard "
    "bounce, a spam complaint, or a manual suppression.",
}


class Postmark:
    """`answer` is what it answers with: a status and a body; None: it hangs."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        self.answer: tuple[int, Any] | None = (200, TAKEN)
        self.closed = Event()
        postmark = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                postmark.asked.append((self.path, dict(self.headers), json.loads(body)))
                if postmark.answer is None:
                    postmark.closed.wait()
                    return
                status, said = postmark.answer
                content = said if isinstance(said, bytes) else json.dumps(said).encode()
                with suppress(OSError):
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)

            def log_message(self, *arguments: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}/"
        Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self.closed.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def postmark(settings: Any) -> Iterator[Postmark]:
    postmark = Postmark()
    settings.MAIL_TRANSPORT, settings.MAIL_FROM = "postmark", "news@workshop.example"
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "a token", "POSTMARK_API_URL": postmark.address}
    yield postmark
    postmark.close()


def send(**changes: Any) -> None:
    CHANNELS["email"].send(envelope(**changes))


def test_a_mail_is_handed_to_the_provider_whole(postmark):
    logo = Logo(sha256="9f86", content=b"a picture", width=480, height=120)
    one = envelope(letterhead=Letterhead(**{**PAPER.__dict__, "logo": logo}))
    CHANNELS["email"].send(one)
    [(path, headers, said)] = postmark.asked
    assert (path, headers["X-Postmark-Server-Token"]) == ("/email", "a token")
    assert said["To"] == "Erika Müller <erika@example.org>"
    assert said["From"] == "Muster & Söhne GmbH <news@workshop.example>"
    assert said["ReplyTo"] == "Muster & Söhne GmbH <office@example.com>"
    assert said["Subject"] == "Your appointment is booked"
    assert "We expect you on Tuesday." in said["TextBody"]
    assert '<html lang="en"' in said["HtmlBody"]
    sent_headers = {header["Name"]: header["Value"] for header in said["Headers"]}
    assert sent_headers["Message-ID"] == f"<{one.delivery_id}@workshop.example>"
    assert sent_headers["List-Unsubscribe"] == f"<{UNSUBSCRIBE}>"
    [picture] = said["Attachments"]
    assert (picture["ContentID"], picture["ContentType"]) == ("cid:9f86@logo", "image/png")
    assert b64decode(picture["Content"]) == b"a picture"


def test_a_recipient_whom_the_provider_knows_to_be_none_is_stopped(postmark):
    postmark.answer = (422, INACTIVE)
    with pytest.raises(Undeliverable) as raised:
        send()
    assert raised.value.stops
    assert "inactive" in raised.value.reason


def test_what_the_provider_refuses_is_not_sent_again(postmark):
    postmark.answer = (422, {"ErrorCode": 300, "Message": "Zero recipients specified."})
    with pytest.raises((Undeliverable, Unreachable)) as raised:
        send()
    assert isinstance(raised.value, Undeliverable)


@pytest.mark.parametrize("status", [401, 403, 429, 500, 502, 503])
def test_what_is_ours_or_the_providers_to_mend_is_tried_again(postmark, status):
    postmark.answer = (status, {"ErrorCode": 10, "Message": "Bad or missing API token."})
    with pytest.raises(Unreachable) as raised:
        send()
    assert str(status) in raised.value.reason
    assert "Tuesday" not in raised.value.reason


def test_an_answer_that_is_none_is_tried_again(postmark):
    postmark.answer = (200, b"<html>a proxy</html>")
    with pytest.raises((Undeliverable, Unreachable)):
        send()


def test_a_provider_that_is_away_or_hangs_is_left_in_time(postmark, monkeypatch):
    monkeypatch.setattr(channel, "SECONDS", 0.5)
    postmark.answer = None
    with pytest.raises(Unreachable):
        send()
    postmark.close()
    with pytest.raises(Unreachable):
        send()


@pytest.mark.parametrize("between", ["\r\n", "\n", "\u2028"])
def test_a_line_break_makes_no_header_here_either(postmark, between):
    send(subject=f"Hello{between}Bcc: spy@example.net")
    [(_, _, said)] = postmark.asked
    assert said["Subject"] == "Hello Bcc: spy@example.net"
    assert "Bcc" not in said
