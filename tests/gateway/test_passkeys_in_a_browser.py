"""The page of one's own passkeys, in its reader's language."""

import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from docs_browser import DocsPage
from gateway_process import Gateway
from page_requests import posts
from playwright.sync_api import expect
from stub_service import Request, StubService
from two_step_sign_in import signed_in
from virtual_authenticator import VirtualAuthenticator

AUTH = "/api/v1/auth"
LAPTOP = "0192f5d2-6f5e-7c3a-8a51-3d5f0e0c9b11"
CHALLENGE = "AAECAwQFBgcICQoLDA0ODw"
BEGUN = {"ceremony_id": LAPTOP, "expires_at": "2026-11-30T10:00:00Z"}


def laptop(**changes: Any) -> dict[str, Any]:
    return {"id": LAPTOP, "name": "Laptop", "last_used_at": None, "copy_suspected_at": None, **changes}


@pytest.fixture
def address(pages: Gateway) -> str:
    """Browsers have passkeys for names, and not for numbers."""
    return pages.address.replace("127.0.0.1", "localhost")


@pytest.fixture
def authentication(services: dict[str, StubService]) -> StubService:
    """Where Ada has a passkey and signs in by password alone."""
    stub = services["authentication-service"]
    answers(stub, "login/", 200, signed_in())
    answers(stub, "passkeys/", 200, {"results": [laptop()]})
    return stub


def answers(stub: StubService, path: str, status: int, body: Any = None) -> None:
    stub.on(f"{AUTH}/{path}", lambda request: reply(request, status, body))


def reply(request: Request, status: int, body: Any) -> None:
    if status == 204:
        request.reply(204, "application/json", b"")
    else:
        request.reply_json(status, body)


def sign_in(page: Any, *, german: bool = False) -> None:
    page.get_by_label("E-Mail-Adresse" if german else "E-mail address").fill("ada@example.org")
    page.get_by_label("Passwort" if german else "Password").fill("servease-demo")
    page.get_by_role("button", name="Anmelden" if german else "Sign in", exact=True).click()


def test_who_has_an_app_shows_its_code_and_sees_their_passkeys(pages, address, authentication, reader):
    page, status = reader.page, reader.page.get_by_role("status")
    answers(authentication, "login/", 200, {"mfa_required": True, "mfa_token": "t", "methods": ["totp"]})
    answers(authentication, "login/mfa/", 200, signed_in())
    copied = laptop(last_used_at="2026-11-30T09:00:00Z", copy_suspected_at="2026-11-30T10:00:00Z")
    answers(authentication, "passkeys/", 200, {"results": [copied]})
    page.goto(f"{address}/pages/passkeys/")
    assert page.locator("html").get_attribute("lang") == ("de" if reader.is_german else "en")
    sign_in(page, german=reader.is_german)
    expect(status).to_contain_text("zweiten Faktor" if reader.is_german else "second factor")
    expect(page.locator("#second-factor [type=button]")).to_be_hidden()

    page.locator("input[name=code]").fill("123456")
    page.locator("#second-factor form button").click()

    expect(page.locator("#who")).to_contain_text("ada@example.org")
    expect(page.get_by_role("listitem")).to_contain_text("kopiert" if reader.is_german else "copied")
    [sent] = [request for request in authentication.requests if request.path == f"{AUTH}/login/mfa/"]
    assert json.loads(sent.body) == {"mfa_token": "t", "code": "123456"}
    assert reader.hosts == {urlsplit(address).netloc}
    assert reader.complaints == []


@pytest.fixture
def holder(address: str, authentication: StubService, guest: DocsPage) -> DocsPage:
    """Ada, signed in by her password, has made a passkey in her browser and is about to be asked for it."""
    page, device = guest.page, VirtualAuthenticator(guest)
    create = {
        "rp": {"id": "localhost", "name": "ServEase"},
        "user": {"id": "AAAA", "name": "ada@example.org", "displayName": "Ada"},
        "challenge": CHALLENGE,
        "pubKeyCredParams": [{"type": "public-key", "alg": -7}],
        "authenticatorSelection": {"residentKey": "required", "userVerification": "required"},
    }
    answers(authentication, "passkeys/registration/begin/", 200, {**BEGUN, "options": create})
    registered = {"passkey": laptop(), "recovery_codes": ["0-AAAAA"]}
    answers(authentication, "passkeys/registration/complete/", 201, registered)
    page.goto(f"{address}/pages/passkeys/")
    sign_in(page)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("status")).to_contain_text("Added.")
    assert len(device.passkeys()) == 1
    shows = {"rpId": "localhost", "challenge": CHALLENGE, "userVerification": "required"}
    for ceremony in ("login/passkey", "step-up/passkey"):
        answers(authentication, f"{ceremony}/begin/", 200, {**BEGUN, "options": shows})
    return guest


def test_the_device_is_known_when_somebody_signs_in_by_a_passkey(authentication, holder):
    answers(authentication, "login/passkey/complete/", 200, signed_in())
    answers(authentication, "logout/", 204)
    holder.page.get_by_role("button", name="Sign out").click()
    holder.page.get_by_role("button", name="Sign in with a passkey").click()
    expect(holder.page.locator("#who")).to_contain_text("ada@example.org")
    [sent] = [body for path, body in posts(authentication) if path.endswith("login/passkey/complete/")]
    assert (sent["device_token"], sent["credential"]["type"]) == ("d1", "public-key")


def test_a_change_that_needs_a_fresh_sign_in_is_done_after_a_passkey_was_shown(authentication, holder):
    page = holder.page

    def steps_up(request: Request) -> None:
        answers(authentication, f"passkeys/{LAPTOP}/", 204)
        reply(request, 204, None)

    authentication.on(f"{AUTH}/step-up/passkey/complete/", steps_up)
    stale = {"code": "insufficient_user_authentication"}
    answers(authentication, f"passkeys/{LAPTOP}/", 401, stale)
    page.get_by_role("button", name="Remove: Laptop").click()
    expect(page.get_by_role("status")).to_have_text("Removed.")
    asked = [request.path for request in authentication.requests if request.command == "DELETE"]
    assert asked == [f"{AUTH}/passkeys/{LAPTOP}/"] * 2


@pytest.mark.parametrize(
    ("status", "code", "said"),
    [
        (409, "passkeys_off", "This workshop takes no passkeys."),
        (429, "rate_limited", "Please wait a moment and try again."),
        (503, "upstream_unavailable", "Please try again later"),
    ],
)
def test_what_goes_wrong_is_said(address, authentication, guest, status, code, said):
    answers(authentication, "login/passkey/begin/", status, {"code": code})
    guest.page.goto(f"{address}/pages/passkeys/")
    guest.page.get_by_role("button", name="Sign in with a passkey").click()
    expect(guest.page.get_by_role("status")).to_contain_text(said)
