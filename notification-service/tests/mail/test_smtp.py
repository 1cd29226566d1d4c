"""Mails over SMTP, to servers that speak it."""

from typing import Any

import pytest

from deliveries.channels import CHANNELS, Undeliverable, Unreachable
from deliveries.channels import mail as channel
from tests.mail.envelopes import envelope
from tests.mail.sink import Script, Sink

GREETING = ["220 mail.example", "250 mail.example"]


def send(**changes: Any) -> None:
    CHANNELS["email"].send(envelope(**changes))


def refused(**changes: Any) -> Undeliverable | Unreachable:
    with pytest.raises((Undeliverable, Unreachable)) as raised:
        send(**changes)
    return raised.value


@pytest.fixture
def script(leads_to):
    scripts = []

    def play(*lines):
        scripts.append(server := Script(*lines))
        leads_to(server)
        return server

    yield play
    for server in scripts:
        server.close()


@pytest.mark.shows("NO02")
def test_a_mail_arrives_at_its_address(sink):
    send()
    assert sink.recipients == ["erika@example.org"]
    assert sink.newest()["Subject"] == "Your appointment is booked"


@pytest.mark.parametrize(
    ("place", "reply", "stops"),
    [
        ("RCPT", "550 5.1.1 no such user", True),
        ("RCPT", "550 no such user", True),
        ("RCPT", "551 user not local", True),
        ("RCPT", "553 mailbox name not allowed", True),
        ("RCPT", "550 5.2.1 mailbox disabled", True),
        ("RCPT", "552 5.2.2 mailbox full", False),
        ("RCPT", "550 5.7.1 you are on a block list", False),
        ("RCPT", "554 no", False),
        ("DATA", "554 5.6.0 looks like spam", False),
        ("DATA", "550 5.7.1 message content rejected", False),
        ("DATA", "550 5.1.1 no such user after all", True),
        ("MAIL", "552 5.3.4 message too big", False),
    ],
)
def test_what_is_refused_for_good_is_not_sent_again(sink, place, reply, stops):
    sink.replies[place] = reply
    error = refused()
    assert isinstance(error, Undeliverable)
    assert (error.reason, error.stops) == (reply, stops)
    assert sink.mails == []


@pytest.mark.parametrize(
    ("place", "reply"),
    [
        ("RCPT", "450 4.2.0 greylisted"),
        ("RCPT", "421 4.3.2 shutting down"),
        ("RCPT", "452 4.2.2 mailbox full for now"),
        ("DATA", "451 4.7.1 try again later"),
        ("DATA", "421 shutting down"),
        ("MAIL", "451 busy"),
        ("MAIL", "550 5.7.1 this sender may not send here"),
        ("MAIL", "530 5.7.0 authentication required"),
    ],
)
def test_what_may_be_taken_another_time_or_is_ours_to_mend_is_tried_again(sink, place, reply):
    sink.replies[place] = reply
    error = refused()
    assert isinstance(error, Unreachable)
    assert reply.split()[0] in error.reason


def test_a_server_that_is_not_there_is_unreachable(sink):
    sink.close()
    assert isinstance(refused(), Unreachable)


@pytest.mark.parametrize(
    "lines",
    [
        [None],
        ["554 not today"],
        ["220 mail.example", None],
        [*GREETING, None],
        [*GREETING, "250 ok", None],
        [*GREETING, "250 ok", "250 ok", None],
        [*GREETING, "250 ok", "250 ok", "354 go on", None],
        ["this is not SMTP"],
    ],
)
def test_a_server_that_dies_at_any_point_is_unreachable(script, lines):
    script(*lines)
    assert isinstance(refused(), Unreachable)


@pytest.mark.drill
@pytest.mark.parametrize(
    "lines", [[], [0.05], ["220 mail.example", 0.05], [*GREETING, "250 ok", "250 ok", "354 go on", 0.05]]
)
def test_a_server_that_is_silent_or_dribbles_is_left_in_time(script, monkeypatch, taking_less_than, lines):
    monkeypatch.setattr(channel, "SECONDS", 0.5)
    script(*lines)
    with taking_less_than(3):
        assert isinstance(refused(), Unreachable)


@pytest.mark.parametrize("goodbye", [None, "500 what", "2" * 9000, 0.05])
def test_what_was_taken_is_sent_however_the_server_says_goodbye(script, monkeypatch, goodbye):
    monkeypatch.setattr(channel, "SECONDS", 1)
    script(*GREETING, "250 ok", "250 ok", "354 go on", "250 taken", goodbye)
    send()


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_mail_goes_over_tls_to_a_server_that_proves_itself(leads_to, certificate, monkeypatch, tls):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    sink = Sink(certificate, tls=tls, password="a password")
    known = {"username": "workshop", "password": "a password"}
    leads_to(sink, use_tls=tls == "starttls", use_ssl=tls == "tls", **known)
    send()
    assert sink.encrypted == [True]
    leads_to(sink, use_tls=tls == "starttls", use_ssl=tls == "tls", username="workshop", password="no")
    error = refused()
    assert isinstance(error, Unreachable)
    assert "535" in error.reason
    sink.close()


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_server_that_does_not_prove_itself_is_said_nothing(leads_to, certificate, tls):
    sink = Sink(certificate, tls=tls)
    leads_to(sink, use_tls=tls == "starttls", use_ssl=tls == "tls")
    error = refused()
    assert isinstance(error, Unreachable)
    assert "certificate" in error.reason.lower()
    assert sink.mails == []
    sink.close()


def test_where_tls_is_asked_for_nothing_is_sent_without(sink, leads_to):
    leads_to(sink, use_tls=True)
    assert isinstance(refused(), Unreachable)
    assert sink.mails == []
