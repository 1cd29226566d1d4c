"""Who follows a link with a code redeems it by one button, or by a password that they choose."""

import json
from typing import Any, NamedTuple

import pytest
from page_requests import access_token, asked_nobody_else, posts
from playwright.sync_api import expect
from stub_service import Request

CODE = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
PASSWORD = "it is a long way to go"


class Page(NamedTuple):
    name: str
    route: str
    buttons: tuple[str, str]
    done: tuple[str, str]
    takes_a_password: bool = False
    # Where people ask for such a mail themselves.
    mailing: str = ""


MAIL_ME = ("Mail me a link", "Link schicken")
PAGES = [
    Page(
        "verify",
        "email/verify/",
        ("This is my address", "Das ist meine Adresse"),
        ("Your e-mail address is confirmed.", "Ihre E-Mail-Adresse ist bestätigt."),
        mailing="email/verify/resend/",
    ),
    Page(
        "change",
        "email/change/confirm/",
        ("Take this address", "Diese Adresse nehmen"),
        ("sign in with this address", "mit dieser Adresse an"),
    ),
    Page(
        "undo",
        "email/change/undo/",
        ("Bring my account back", "Mein Konto zurückholen"),
        ("We have mailed you a link", "Wir haben Ihnen einen Link geschickt"),
    ),
    Page(
        "reset",
        "password/reset/",
        ("Set this password", "Dieses Passwort setzen"),
        ("with your new password", "mit Ihrem neuen Passwort"),
        takes_a_password=True,
        mailing="password/forgot/",
    ),
    Page(
        "invitation",
        "invitations/accept/",
        ("Set this password", "Dieses Passwort setzen"),
        ("with your e-mail address and this password", "mit Ihrer E-Mail-Adresse und diesem Passwort"),
        takes_a_password=True,
    ),
]


@pytest.fixture
def authentication(services: Any) -> Any:
    return services["authentication-service"]


@pytest.fixture
def follow(pages: Any) -> Any:
    """Open the link of a mail and say what the page asks for."""

    def follow(who: Any, asked: Page, *, german: bool = False, password: str = PASSWORD) -> None:
        who.page.goto(f"{pages.address}/pages/{asked.name}/#{CODE}")
        if asked.takes_a_password:
            who.page.get_by_label("Neues Passwort" if german else "New password").fill(password)
        who.page.get_by_role("button", name=asked.buttons[german]).click()

    return follow


def answer(stub: Any, asked: Page, status: int, body: object) -> None:
    def reply(request: Request) -> None:
        if body is None:
            request.reply(status, "application/json", b"")
        else:
            request.reply_json(status, body)

    stub.on(f"/api/v1/auth/{asked.route}", reply)


@pytest.mark.parametrize("asked", PAGES, ids=lambda asked: asked.name)
def test_a_link_is_followed_in_the_readers_language(pages, authentication, reader, follow, asked):
    body = {"access": "a", "refresh": "r"} if asked.name == "invitation" else None
    answer(authentication, asked, 200 if body else 204, body)
    authentication.on("/api/v1/auth/logout/", lambda request: request.reply(204, "application/json", b""))
    follow(reader, asked, german=reader.is_german)
    expect(reader.page.get_by_role("status")).to_contain_text(asked.done[reader.is_german])
    expect(reader.page.get_by_role("button")).to_have_count(0)
    sent = {"code": CODE, "password": PASSWORD} if asked.takes_a_password else {"code": CODE}
    closed = [("/api/v1/auth/logout/", {"refresh": "r"})] if body else []
    assert posts(authentication) == [(f"/api/v1/auth/{asked.route}", sent), *closed]
    assert asked_nobody_else(reader, pages)
    assert CODE not in (pages.folder / "state/access.log").read_text()


def test_whoever_is_signed_in_in_this_browser_proves_the_address_as_themselves(
    pages, authentication, guest, follow
):
    verify, token = PAGES[0], access_token()
    answer(authentication, verify, 204, None)
    guest.page.goto(f"{pages.address}/pages/{verify.name}/")
    kept = json.dumps({"access": token, "refresh": "r"})
    guest.page.evaluate("kept => localStorage.setItem('servease-docs-session', kept)", kept)
    follow(guest, verify)
    expect(guest.page.get_by_role("status")).to_contain_text(verify.done[0])
    [request] = authentication.requests
    assert request.headers["Authorization"] == f"Bearer {token}"


@pytest.mark.parametrize("asked", PAGES, ids=lambda asked: asked.name)
def test_looking_at_a_page_redeems_nothing(pages, authentication, guest, asked):
    guest.page.goto(f"{pages.address}/pages/{asked.name}/#{CODE}")
    expect(guest.page.get_by_role("button", name=asked.buttons[0])).to_be_visible()
    assert authentication.requests == []


@pytest.mark.parametrize("asked", PAGES, ids=lambda asked: asked.name)
def test_a_code_that_counts_no_longer_says_so(authentication, guest, follow, asked):
    error = {"field": "code", "code": "code_invalid", "message": "…"}
    answer(authentication, asked, 400, {"code": "invalid", "errors": [error]})
    follow(guest, asked)
    expect(guest.page.get_by_role("status")).to_contain_text("ask")
    left = MAIL_ME[0] if asked.mailing else asked.buttons[0]
    expect(guest.page.get_by_role("button")).to_have_text([left])
    expect(guest.page.get_by_role("button")).to_be_enabled()


@pytest.mark.parametrize("asked", PAGES, ids=lambda asked: asked.name)
def test_a_code_is_in_no_history(pages, guest, asked):
    guest.page.goto(f"{pages.address}/pages/{asked.name}/#{CODE}")
    expect(guest.page.get_by_role("button", name=asked.buttons[0])).to_be_visible()
    assert guest.page.url == f"{pages.address}/pages/{asked.name}/"


@pytest.mark.parametrize("asked", [page for page in PAGES if page.mailing], ids=lambda asked: asked.name)
def test_who_has_no_link_is_mailed_one(pages, authentication, reader, asked):
    route, page = f"/api/v1/auth/{asked.mailing}", reader.page
    authentication.on(route, lambda request: request.reply(204, "application/json", b""))
    page.goto(f"{pages.address}/pages/{asked.name}/")
    expect(page.get_by_role("button")).to_have_text([MAIL_ME[reader.is_german]])
    page.get_by_label("E-Mail-Adresse" if reader.is_german else "E-mail address").fill("ada@example.org")
    page.get_by_role("button").click()
    said = "Gibt es ein Konto mit dieser" if reader.is_german else "If there is an account with this"
    expect(page.get_by_role("status")).to_contain_text(said)
    expect(page.get_by_role("button")).to_have_count(0)
    assert posts(authentication) == [(route, {"email": "ada@example.org"})]
    assert asked_nobody_else(reader, pages)


@pytest.mark.parametrize("path", ["pages/passkeys/", "pages/offer/", "board/"])
def test_who_forgot_their_password_comes_here_from_where_they_sign_in(pages, services, guest, path):
    guest.page.goto(f"{pages.address}/{path}")
    guest.page.get_by_role("link", name="Forgotten your password?").click()
    expect(guest.page.get_by_role("button", name=MAIL_ME[0])).to_be_visible()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("password_too_short", "at least eight"),
        ("password_too_common", "Many people"),
        ("password_too_similar", "too much like"),
        ("password_entirely_numeric", "Digits alone"),
        ("max_length", "at most 128"),
    ],
)
def test_why_a_password_is_refused_is_said_and_another_one_is_taken(
    authentication, guest, follow, code, said
):
    asked = PAGES[3]
    error = {"field": "password", "code": code, "message": "…"}
    answer(authentication, asked, 400, {"code": "invalid", "errors": [error]})
    follow(guest, asked)
    expect(guest.page.get_by_role("status")).to_contain_text(said)
    answer(authentication, asked, 204, None)
    guest.page.get_by_role("button", name=asked.buttons[0]).click()
    expect(guest.page.get_by_role("status")).to_contain_text(asked.done[0])


@pytest.mark.parametrize(("status", "said"), [(429, "too often"), (503, "later"), (409, "Another account")])
def test_what_else_goes_wrong_is_said(authentication, guest, follow, status, said):
    code = {429: "too_many_codes", 503: "not_ready", 409: "email_taken"}[status]
    answer(authentication, PAGES[1], status, {"code": code})
    follow(guest, PAGES[1])
    expect(guest.page.get_by_role("status")).to_contain_text(said)


@pytest.mark.parametrize("asked", PAGES, ids=lambda asked: asked.name)
def test_a_narrow_screen_shows_all_of_it(pages, reader, asked):
    reader.page.set_viewport_size({"width": 320, "height": 640})
    reader.page.goto(f"{pages.address}/pages/{asked.name}/#{CODE}")
    expect(reader.page.get_by_role("button", name=asked.buttons[reader.is_german])).to_be_visible()
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 320
