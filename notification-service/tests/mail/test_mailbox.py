"""Development's transport, and `manage.py mailbox`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from deliveries.channels import CHANNELS
from deliveries.channels.mail import mailbox
from tests.mail.envelopes import PAPER, envelope
from workshop.letterhead import Letterhead
from workshop.models import Logo

LOGO = Logo(sha256="9f86d081" * 8, content=b"a picture", width=480, height=120)


@pytest.fixture(autouse=True)
def in_development(settings, tmp_path):
    settings.MAIL_TRANSPORT, settings.MAIL_FROM = "mailbox", "workshop@servease.test"
    settings.STATE_DIR = tmp_path


def send(**changes):
    CHANNELS["email"].send(envelope(**changes))


def said(*arguments, **options):
    out = StringIO()
    call_command("mailbox", *arguments, stdout=out, **options)
    return out.getvalue()


def test_no_mail_leaves_and_each_is_a_file():
    send()
    [path] = mailbox.mails()
    assert b"\r\nSubject: Your appointment is booked\r\n" in path.read_bytes()


def test_the_last_mails_are_kept(monkeypatch):
    monkeypatch.setattr(mailbox, "KEPT", 3)
    for number in range(5):
        send(subject=f"Mail {number}")
    assert [line.split()[-1] for line in said().splitlines()] == ["2", "3", "4"]


def test_the_mailbox_lists_the_newest_last():
    send(subject="Größe: erste")
    send(subject="second", address="otto@example.org")
    first, second = said().splitlines()
    assert first.split()[0] == "1"
    assert "erika@example.org" in first
    assert first.endswith("Größe: erste")
    assert second.split()[0] == "2"
    assert second.endswith("second")


def test_those_of_one_address_keep_their_numbers():
    send()
    send(address="otto@example.org")
    [line] = said("Otto@example.org").splitlines()
    assert line.split()[0] == "2"
    assert said("nobody@example.org") == "There is no mail to nobody@example.org.\n"


def test_an_empty_mailbox_says_so():
    assert said() == "There is no mail yet.\n"


def test_a_mail_opens_in_a_browser_with_its_logo():
    send(letterhead=Letterhead(**{**PAPER.__dict__, "logo": LOGO}))
    html = said(open=1)
    assert html.startswith("<!doctype html>")
    assert 'src="data:image/png;base64,YSBwaWN0dXJl"' in html
    assert "cid:" not in html


@pytest.mark.parametrize("number", [0, 2, -1])
def test_there_is_no_other_mail(number):
    send()
    with pytest.raises(CommandError, match=f"There is no mail {number}; there are 1"):
        said(open=number)
