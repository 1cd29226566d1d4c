"""What a mail is on the wire."""

import email
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header
from email.utils import parseaddr, parsedate_to_datetime

import pytest

from deliveries.channels import CHANNELS, News, Undeliverable
from tests.mail.envelopes import BOOKED, PAPER, UNSUBSCRIBE, envelope
from workshop.letterhead import Letterhead
from workshop.models import Logo

LOGO = Logo(sha256="9f86d081" * 8, content=b"\x89PNG a picture", width=480, height=120)
BREAKS = ["\r\n", "\n", "\r", "\r\n\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x00"]


def sent(sink, **changes):
    CHANNELS["email"].send(envelope(**changes))
    return sink.newest()


def part(message, kind):
    [found] = [part for part in message.walk() if part.get_content_type() == kind]
    return found


def display_name(sink, header):
    """By RFC 2047, where blanks between encoded words are none; Python's own addresses keep them."""
    raw = email.message_from_bytes(sink.mails[-1])[header]
    return str(make_header(decode_header(parseaddr(raw)[0])))


def test_a_mail_says_who_writes_to_whom_and_that_a_program_did(sink):
    one = envelope()
    CHANNELS["email"].send(one)
    mail = sink.newest()
    assert mail["Message-ID"] == f"<{one.delivery_id}@workshop.example>"
    [sender], [answered], [receiver] = (mail[name].addresses for name in ("From", "Reply-To", "To"))
    assert (sender.display_name, sender.addr_spec) == ("Muster & Söhne GmbH", "news@workshop.example")
    assert (answered.display_name, answered.addr_spec) == ("Muster & Söhne GmbH", "office@example.com")
    assert (receiver.display_name, receiver.addr_spec) == ("Erika Müller", "erika@example.org")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "en"
    assert abs(parsedate_to_datetime(mail["Date"]) - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_same_delivery_is_the_same_mail_whenever_it_is_sent(sink):
    one = envelope()
    CHANNELS["email"].send(one)
    CHANNELS["email"].send(one)
    assert len(sink.mails) == 2
    assert sink.mails[0].split(b"Message-ID: ")[1][:40] == sink.mails[1].split(b"Message-ID: ")[1][:40]


@pytest.mark.shows("NO12")
def test_what_may_be_switched_off_says_how_in_its_headers(sink):
    mail = sent(sink)
    assert mail["List-Unsubscribe"] == f"<{UNSUBSCRIBE}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert UNSUBSCRIBE in part(mail, "text/plain").get_content()
    other = sent(sink, unsubscribe_url="")
    assert (other["List-Unsubscribe"], other["List-Unsubscribe-Post"]) == (None, None)


def test_a_long_address_to_unsubscribe_is_one_address(sink):
    url = f"https://example.org/api/v1/notifications/unsubscribe/{'a' * 300}/"
    assert sent(sink, unsubscribe_url=url)["List-Unsubscribe"].split() == [f"<{url}>"]


def test_a_mail_has_its_text_and_its_html(sink):
    mail = sent(sink)
    assert mail.get_content_type() == "multipart/alternative"
    assert [each.get_content_type() for each in mail.iter_parts()] == ["text/plain", "text/html"]
    for kind in ("text/plain", "text/html"):
        content = part(mail, kind).get_content()
        assert "We expect you on Tuesday." in content
        assert "Werkstraße 1, 10115 Berlin, DE" in content
        assert "https://example.org/a/1" in content


@pytest.mark.shows("PR26")
def test_a_mail_carries_the_logo_that_it_shows(sink):
    mail = sent(sink, letterhead=Letterhead(**{**PAPER.__dict__, "logo": LOGO}))
    assert mail.get_content_type() == "multipart/related"
    picture = part(mail, "image/png")
    assert picture.get_content() == LOGO.content
    name = f"{'9f86d081' * 4}@logo"
    assert (picture["Content-ID"], picture.get_content_disposition()) == (f"<{name}>", "inline")
    assert f'src="cid:{name}"' in part(mail, "text/html").get_content()


def test_a_workshop_without_a_mail_address_is_not_answered(sink):
    for address in ("", "office at example", "a@example.com, b@example.com"):
        mail = sent(sink, letterhead=Letterhead("Workshop", email=address))
        assert mail["Reply-To"] is None


@pytest.mark.parametrize("between", BREAKS)
def test_a_line_break_makes_no_header(sink, between):
    evil = f"Hello{between}Bcc: spy@example.net{between}{between}<b>body"
    mail = sent(
        sink,
        subject=evil,
        news=(News(evil, evil, evil, "https://example.org/a"),),
        letterhead=Letterhead(evil, email="office@example.com"),
    )
    assert sink.recipients == ["erika@example.org"]
    assert mail["Bcc"] is None
    assert len(mail.get_all("Subject")) == len(mail.get_all("From")) == 1
    assert mail["Subject"].startswith("Hello Bcc: spy@example.net")
    assert [address.addr_spec for address in mail["From"].addresses] == ["news@workshop.example"]
    assert mail.defects == []


@pytest.mark.parametrize("between", BREAKS)
def test_a_line_break_in_a_persons_name_is_a_space(sink, between):
    one = envelope()
    one.contact.first_name = f"Erika{between}Bcc: spy@example.net"
    one.contact.last_name = f'"><script>, spy2@example.net{between}'
    CHANNELS["email"].send(one)
    assert sink.recipients == ["erika@example.org"]
    assert sink.newest()["Bcc"] is None
    assert [address.addr_spec for address in sink.newest()["To"].addresses] == ["erika@example.org"]


@pytest.mark.parametrize(
    "address",
    [
        *(f"erika@example.org{between}Bcc: spy@example.net" for between in BREAKS),
        *(f"erika{between}@example.org" for between in BREAKS),
        "",
        "erika",
        "@example.org",
        "erika@example.org, spy@example.net",
        "Erika <erika@example.org>",
        "<erika@example.org>",
    ],
)
def test_what_is_no_address_gets_nothing(sink, address):
    with pytest.raises(Undeliverable):
        sent(sink, address=address)
    assert sink.mails == []


@pytest.mark.parametrize(
    "name",
    [
        "Müller, Erika (Autohaus)",
        'Erika "die Schnelle" Müller <x@example.net>',
        "名" * 150,
        "ä" * 200,
        "Erika;Otto:",
        "=?utf-8?q?spy?=",
    ],
)
def test_a_name_arrives_as_it_is_and_is_no_address(sink, name):
    mail = sent(sink, letterhead=Letterhead(name, email="office@example.com"))
    [sender], [answered] = mail["From"].addresses, mail["Reply-To"].addresses
    assert (sender.addr_spec, answered.addr_spec) == ("news@workshop.example", "office@example.com")
    if not name.startswith("=?"):
        assert display_name(sink, "From") == display_name(sink, "Reply-To") == name


def test_no_line_is_longer_than_a_server_takes(sink):
    sent(sink, subject="ä" * 200, news=(BOOKED._replace(body="ö" * 900 + "\n.\n..\n" + "x" * 3000),))
    assert max(len(line) for line in sink.mails[-1].split(b"\r\n")) <= 998
    text = part(sink.newest(), "text/plain").get_content().replace("\r\n", "\n")
    assert "\n.\n..\n" in text
