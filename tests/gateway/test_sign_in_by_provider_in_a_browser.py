"""The page to which a provider sends people back, also those whom it has not confirmed."""

from typing import Any

import pytest
from docs_browser import DocsPage
from gateway_process import Gateway
from page_requests import asked_nobody_else, posts
from playwright.sync_api import expect
from two_step_sign_in import ask_for_a_code, signed_in
from virtual_authenticator import VirtualAuthenticator

AUTH = "/api/v1/auth"
CODE = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
CEREMONY = "0192f5d2-6f5e-7c3a-8a51-3d5f0e0c9b11"
CHALLENGE = "AAECAwQFBgcICQoLDA0ODw"
SAID = {
    "declined": ("Choose again.", "Wählen Sie noch einmal."),
    "not_confirmed": ("did not confirm who you are", "hat nicht bestätigt, wer Sie sind"),
    "state_invalid": ("took too long, or was finished already", "dauerte zu lange oder ist schon beendet"),
    "upstream_unavailable": ("does not answer", "antwortet nicht"),
}


@pytest.fixture
def authentication(services: Any) -> Any:
    stub = services["authentication-service"]
    known = {"providers": [{"name": "acme", "title": "Acme"}]}
    stub.on(f"{AUTH}/oidc/", lambda request: request.reply_json(200, known))
    stub.on(f"{AUTH}/login/oidc/", lambda request: request.reply_json(200, signed_in()))
    stub.on(f"{AUTH}/logout/", lambda request: request.reply(204, "application/json", b""))
    return stub


@pytest.mark.parametrize("outcome", SAID)
def test_who_was_not_confirmed_reads_why_and_may_begin_anew(
    pages: Gateway, authentication: Any, reader: DocsPage, outcome: str
) -> None:
    page = reader.page
    page.goto(f"{pages.address}/pages/oidc/#{outcome}")
    expect(page.get_by_role("status")).to_contain_text(SAID[outcome][reader.is_german])
    name = "Anmelden mit Acme" if reader.is_german else "Sign in with Acme"
    expect(page.get_by_role("button", name=name)).to_be_enabled()
    # What was so once is not said again.
    page.reload()
    which = "Über wen möchten Sie sich anmelden?" if reader.is_german else "By whom do you want to sign in?"
    expect(page.get_by_role("status")).to_have_text(which)
    assert posts(authentication) == []
    assert asked_nobody_else(reader, pages)


def test_the_device_is_known_at_the_next_sign_in(
    pages: Gateway, authentication: Any, guest: DocsPage
) -> None:
    page = guest.page
    for _ in "first", "second":
        page.goto("about:blank")
        page.goto(f"{pages.address}/pages/oidc/#{CODE}")
        expect(page.get_by_role("status")).to_have_text("You are signed in.")
        page.get_by_role("button", name="Sign out").click()
        expect(page.locator("#who")).to_be_hidden()
    sent = [body for path, body in posts(authentication) if path == f"{AUTH}/login/oidc/"]
    assert [body.get("device_token") for body in sent] == [None, "d1"]
    assert {body["code"] for body in sent} == {CODE}


def test_who_has_passkeys_alone_shows_one_after_the_provider(
    pages: Gateway, authentication: Any, reader: DocsPage
) -> None:
    challenged = {"mfa_required": True, "mfa_token": "m1", "methods": ["passkey"]}
    authentication.on(f"{AUTH}/login/oidc/", lambda request: request.reply_json(200, challenged))
    shows = {"rpId": "localhost", "challenge": CHALLENGE, "userVerification": "required"}
    begun = {"ceremony_id": CEREMONY, "expires_at": "2026-11-30T10:00:00Z", "options": shows}
    ceremony = f"{AUTH}/login/mfa/passkey"
    authentication.on(f"{ceremony}/begin/", lambda request: request.reply_json(200, begun))
    authentication.on(f"{ceremony}/complete/", lambda request: request.reply_json(200, signed_in()))
    page, status = reader.page, reader.page.get_by_role("status")
    device = VirtualAuthenticator(reader)
    # Browsers have passkeys for names, and not for numbers.
    page.goto(f"{pages.address.replace('127.0.0.1', 'localhost')}/pages/oidc/#{CODE}")
    device.make_passkey()
    expect(status).to_have_text(
        "Zeigen Sie nun Ihren zweiten Faktor." if reader.is_german else "Now show your second factor."
    )

    page.get_by_role("button", name="Passkey zeigen" if reader.is_german else "Show a passkey").click()

    expect(status).to_have_text("Sie sind angemeldet." if reader.is_german else "You are signed in.")
    _, begins, completes = posts(authentication)
    assert begins == (f"{ceremony}/begin/", {"mfa_token": "m1"})
    assert (completes[1]["mfa_token"], completes[1]["credential"]["type"]) == ("m1", "public-key")
    assert reader.complaints == []


def test_a_wrong_code_is_no_wrong_answer_of_the_provider_and_the_next_one_may_be_right(
    pages: Gateway, authentication: Any, guest: DocsPage
) -> None:
    ask_for_a_code(authentication, signed_in())
    challenged = {"mfa_required": True, "mfa_token": "m1", "methods": ["totp"]}
    authentication.on(f"{AUTH}/login/oidc/", lambda request: request.reply_json(200, challenged))
    page, status = guest.page, guest.page.get_by_role("status")
    page.goto(f"{pages.address}/pages/oidc/#{CODE}")
    for code, said in ("000000", "This code is not right"), ("492039", "You are signed in."):
        page.get_by_label("Code").fill(code)
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(status).to_contain_text(said)


def test_a_second_factor_that_came_too_late_leads_back_to_the_beginning(
    pages: Gateway, authentication: Any, guest: DocsPage
) -> None:
    challenged = {"mfa_required": True, "mfa_token": "m1", "methods": ["totp"]}
    authentication.on(f"{AUTH}/login/oidc/", lambda request: request.reply_json(200, challenged))
    over = {"code": "mfa_token_invalid"}
    authentication.on(f"{AUTH}/login/mfa/", lambda request: request.reply_json(401, over))
    page = guest.page
    page.goto(f"{pages.address}/pages/oidc/#{CODE}")
    page.get_by_label("Code").fill("492039")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("That took too long")
    expect(page.get_by_role("button", name="Sign in with Acme")).to_be_enabled()
    expect(page.get_by_label("Code")).to_be_hidden()
