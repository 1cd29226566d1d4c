"""The page on which somebody shows that a phone number is theirs, in its reader's language."""

import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from stub_service import Request, StubService
from two_step_sign_in import signed_in

AUTH = "/api/v1/auth"
NUMBER, DIGITS = "+4930901820", "492039"


class Ada:
    """Her account, whose phone number the right digits verify."""

    def __init__(self, stub: StubService) -> None:
        self.phone, self.phone_verified = NUMBER, False
        self.stub = stub
        stub.on(f"{AUTH}/login/", lambda request: request.reply_json(200, signed_in()))
        stub.on(f"{AUTH}/me/", self._me)
        stub.on(f"{AUTH}/phone/verify/", lambda request: request.reply(204, "application/json", b""))
        stub.on(f"{AUTH}/phone/verify/confirm/", self._confirm)

    def _me(self, request: Request) -> None:
        request.reply_json(200, {"phone": self.phone, "phone_verified": self.phone_verified})

    def _confirm(self, request: Request) -> None:
        self.phone_verified = json.loads(request.body) == {"code": DIGITS}
        if self.phone_verified:
            request.reply(204, "application/json", b"")
        else:
            error = {"field": "code", "code": "code_invalid", "message": "…"}
            request.reply_json(400, {"code": "invalid", "errors": [error]})


@pytest.fixture
def ada(services: dict[str, StubService]) -> Ada:
    return Ada(services["authentication-service"])


def sign_in(pages: Any, reader: Any) -> None:
    reader.page.goto(f"{pages.address}/pages/phone/")
    reader.page.locator("[name=email]").fill("ada@example.org")
    reader.page.locator("[name=password]").fill("servease-demo")
    reader.page.locator("#sign-in button").click()
    expect(reader.page.locator("#who")).to_contain_text("ada@example.org")


def test_the_digits_that_were_sent_verify_the_number(pages, ada, reader):
    page, status = reader.page, reader.page.get_by_role("status")
    sign_in(pages, reader)
    expect(page.locator("#number")).to_have_text(NUMBER)
    expect(page.locator("#confirm")).to_be_hidden()
    page.get_by_role("button", name="Sechs Ziffern" if reader.is_german else "Send six digits").click()
    expect(status).to_contain_text("zehn Minuten" if reader.is_german else "ten minutes")

    page.locator("[name=digits]").fill("000000")
    page.locator("#confirm button").click()
    expect(status).to_contain_text("sind falsch" if reader.is_german else "not right")
    page.locator("[name=digits]").fill(DIGITS)
    page.locator("#confirm button").click()

    expect(status).to_contain_text("ist bestätigt" if reader.is_german else "is confirmed")
    expect(page.locator("#send")).to_be_hidden()
    expect(page.locator("#confirm")).to_be_hidden()
    about_the_phone = [one for one in ada.stub.requests if one.path.startswith(f"{AUTH}/phone/")]
    assert [(one.path, one.body) for one in about_the_phone] == [
        (f"{AUTH}/phone/verify/", b""),
        (f"{AUTH}/phone/verify/confirm/", b'{"code":"000000"}'),
        (f"{AUTH}/phone/verify/confirm/", b'{"code":"492039"}'),
    ]
    assert {one.headers["Authorization"][:7] for one in about_the_phone} == {"Bearer "}
    assert reader.hosts == {urlsplit(pages.address).netloc}


def test_without_a_number_there_is_nothing_to_send_to(pages, ada, guest):
    ada.phone = ""
    sign_in(pages, guest)
    expect(guest.page.locator("#number")).to_contain_text("no number")
    expect(guest.page.locator("#send")).to_be_hidden()


def test_who_signs_out_leaves_no_number_behind(pages, ada, guest):
    ada.stub.on(f"{AUTH}/logout/", lambda request: request.reply(204, "application/json", b""))
    sign_in(pages, guest)
    expect(guest.page.locator("#number")).to_be_visible()
    guest.page.get_by_role("button", name="Sign out").click()
    expect(guest.page.locator("#own")).to_be_hidden()
    expect(guest.page.locator("#entrance")).to_be_visible()


@pytest.mark.parametrize(
    ("status", "code", "said"),
    [
        (409, "text_messages_off", "sends no text messages"),
        (409, "address_unverified", "confirm your e-mail address first"),
        (429, "too_many_codes", "wait an hour"),
    ],
)
def test_why_nothing_is_sent_is_said(pages, ada, guest, status, code, said):
    ada.stub.on(f"{AUTH}/phone/verify/", lambda request: request.reply_json(status, {"code": code}))
    sign_in(pages, guest)
    guest.page.get_by_role("button", name="Send six digits").click()
    expect(guest.page.get_by_role("status")).to_contain_text(said)
    expect(guest.page.locator("#confirm")).to_be_hidden()
