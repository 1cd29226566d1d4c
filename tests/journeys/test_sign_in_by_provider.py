"""Signing in by an OpenID Connect provider on the gateway's own page, in a browser."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from callers import PASSWORD
from docs_browser import DocsPage
from platform_client import Person
from playwright.sync_api import Page, expect

from chassis.testing.identity_provider import IdentityProvider


@pytest.fixture
def public_url(gateway: str) -> str:
    """Where the provider sends people back to: another name of the gateway is another origin."""
    return gateway.replace("127.0.0.1", "localhost")


def sign_in(public_url: str, page: Page) -> None:
    page.goto(f"{public_url}/pages/oidc/")
    page.get_by_role("button", name="Sign in with Acme").click()


@pytest.mark.shows("AU14")
def test_who_has_no_account_signs_in_by_a_provider_and_has_one(
    public_url: str, acme: IdentityProvider, docs_page: DocsPage, newcomer: Callable[[str], Person]
) -> None:
    address = f"{newcomer('somebody').id}@acme.example"
    acme.person |= {"sub": address, "email": address}
    sign_in(public_url, docs_page.page)
    expect(docs_page.page.get_by_role("status")).to_have_text("You are signed in.")
    expect(docs_page.page.locator("#who")).to_contain_text(address)
    assert docs_page.hosts == {urlsplit(public_url).netloc, urlsplit(acme.issuer).netloc}
    assert docs_page.complaints == []
    assert "#" not in docs_page.page.url


@pytest.mark.shows("AU14")
def test_who_has_an_account_signs_in_to_it_once_and_by_the_provider_from_then_on(
    public_url: str, acme: IdentityProvider, docs_page: DocsPage, newcomer: Callable[[str], Person]
) -> None:
    somebody = newcomer("somebody")
    acme.person |= {"sub": somebody.id, "email": somebody.email}
    page = docs_page.page
    sign_in(public_url, page)
    status = page.get_by_role("status")
    expect(status).to_contain_text("You have an account already.")
    page.get_by_label("E-mail address").fill(somebody.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(status).to_contain_text("From now on the provider will do.")

    page.get_by_role("button", name="Sign out").click()
    sign_in(public_url, page)
    expect(status).to_have_text("You are signed in.")
    assert [one["provider"] for one in somebody.get("auth/oidc/identities/")["results"]] == ["acme"]


@pytest.mark.shows("AU14")
def test_a_code_that_another_window_was_given_lets_nobody_in(
    public_url: str, acme: IdentityProvider, docs_page: DocsPage
) -> None:
    docs_page.page.goto(f"{public_url}/pages/oidc/#47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")
    expect(docs_page.page.get_by_role("status")).to_contain_text("Please begin anew.")
    expect(docs_page.page.get_by_role("button", name="Sign in with Acme")).to_be_visible()
