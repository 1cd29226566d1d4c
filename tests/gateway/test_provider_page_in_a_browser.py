"""Signing in by a provider, on the page to which it sends people back."""

import pytest
from page_requests import posts
from playwright.sync_api import expect
from stub_service import StubService
from two_step_sign_in import signed_in

AUTH = "/api/v1/auth"
CODE = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"


@pytest.fixture
def authentication(services: dict[str, StubService]) -> StubService:
    """Which knows a provider, and whom it confirmed."""
    stub = services["authentication-service"]
    acme = {"providers": [{"name": "acme", "title": "Acme"}]}
    stub.on(f"{AUTH}/oidc/", lambda request: request.reply_json(200, acme))
    stub.on(f"{AUTH}/login/oidc/", lambda request: request.reply_json(200, signed_in()))
    stub.on(f"{AUTH}/logout/", lambda request: request.reply(204, "application/json", b""))
    return stub


def test_the_device_is_known_at_the_next_sign_in(pages, authentication, guest):
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
