"""Somebody makes a passkey on the gateway's page and signs in by it, with Chromium's own authenticator."""

from urllib.parse import urlsplit

import pytest
from callers import PASSWORD
from docs_browser import DocsPage
from passkey_holders import SIGN_IN, add_passkey, answer_to_sign_in, public_address
from platform_client import Person
from playwright.sync_api import expect
from virtual_authenticator import VirtualAuthenticator


def sign_in_by_password(docs_page: DocsPage, person: Person) -> None:
    page = docs_page.page
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def is_signed_in(docs_page: DocsPage, person: Person) -> None:
    expect(docs_page.page.locator("#who")).to_contain_text(person.email)


def sign_out(docs_page: DocsPage) -> None:
    docs_page.page.get_by_role("button", name="Sign out").click()
    expect(docs_page.page.get_by_role("button", name="Sign in with a passkey")).to_be_enabled()


@pytest.mark.shows("AU13")
def test_a_passkey_is_made_signs_in_alone_and_beside_the_password_and_is_removed(
    gateway: str, docs_page: DocsPage, customer: Person
) -> None:
    device = VirtualAuthenticator(docs_page)
    page, status = docs_page.page, docs_page.page.get_by_role("status")
    page.goto(f"{public_address(gateway)}/pages/passkeys/")
    sign_in_by_password(docs_page, customer)
    is_signed_in(docs_page, customer)
    expect(page.get_by_text("You have none yet.")).to_be_visible()

    page.get_by_label("Name of the new one").fill("Laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(status).to_contain_text("Added.")
    expect(page.get_by_role("listitem")).to_contain_text("Laptop, never used.")
    assert len(page.locator("#recovery pre").inner_text().split()) == 10
    [made] = device.passkeys()
    assert made["isResidentCredential"] is True
    assert made["rpId"] == "localhost"

    sign_out(docs_page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    is_signed_in(docs_page, customer)
    expect(page.get_by_role("listitem")).to_contain_text("last used")
    expect(page.locator("#recovery")).to_be_hidden()

    sign_out(docs_page)
    sign_in_by_password(docs_page, customer)
    expect(status).to_contain_text("Now show your second factor.")
    page.get_by_role("button", name="Show a passkey").click()
    is_signed_in(docs_page, customer)

    sign_out(docs_page)
    device.verifies(False)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(status).to_have_text("Nothing was shown, or it took too long.")
    device.verifies(True)
    page.get_by_role("button", name="Sign in with a passkey").click()
    is_signed_in(docs_page, customer)

    page.get_by_role("button", name="Remove: Laptop").click()
    expect(status).to_have_text("Removed.")
    expect(page.get_by_text("You have none yet.")).to_be_visible()
    sign_out(docs_page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(status).to_contain_text("This passkey does not sign in here")
    customer.login(customer.email, PASSWORD)
    assert customer.get("auth/passkeys/")["results"] == []
    assert docs_page.hosts == {urlsplit(public_address(gateway)).netloc}


@pytest.mark.shows("AU13")
def test_an_answer_is_taken_once_at_the_gateway_too(customer: Person, nobody: Person) -> None:
    answer = answer_to_sign_in(nobody, add_passkey(customer, "Security key"))
    assert nobody.post(f"{SIGN_IN}complete/", answer)["account"]["id"] == customer.id
    again = nobody.request("POST", f"{SIGN_IN}complete/", json=answer)
    assert (again.status_code, again.json()["code"]) == (401, "passkey_refused")
