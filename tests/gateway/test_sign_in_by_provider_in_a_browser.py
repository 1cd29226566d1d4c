"""The page to which a provider sends people back, also those whom it has not confirmed."""

from typing import Any

import pytest
from docs_browser import DocsPage
from gateway_process import Gateway
from page_requests import asked_nobody_else, posts
from playwright.sync_api import expect

PROVIDERS = "/api/v1/auth/oidc/"
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
    stub.on(PROVIDERS, lambda request: request.reply_json(200, known))
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
