"""The docs page of the running platform: sign in from it, and call the API with the token it gave."""

import json
from urllib.parse import urlsplit

import pytest
from docs_browser import DocsPage
from playwright.sync_api import Locator, Page, expect

EMAIL = "customer@servease.test"
CREDENTIALS = json.dumps({"email": EMAIL, "password": "servease-demo"})


def open_operation(page: Page, method: str, path: str) -> Locator:
    operation = page.locator(f".opblock-{method}").filter(
        has=page.locator(f'.opblock-summary-path[data-path="{path}"]')
    )
    operation.locator(".opblock-summary").click()
    return operation


def answer_to(operation: Locator) -> dict:
    """What the page shows as the answer of 200 to Execute."""
    operation.get_by_role("button", name="Execute").click()
    expect(operation.locator(".live-responses-table td.response-col_status").last).to_contain_text("200")
    return json.loads(operation.locator(".live-responses-table .highlight-code pre").first.inner_text())


@pytest.mark.shows("SD20")
def test_a_person_signs_in_on_the_page_and_calls_the_api(gateway: str, docs_page: DocsPage) -> None:
    docs_page.open(gateway)
    page = docs_page.page

    login = open_operation(page, "post", "/api/v1/auth/login/")
    login.get_by_role("textbox").fill(CREDENTIALS)
    token = answer_to(login)["access"]

    docs_page.sign_in(token)

    assert answer_to(open_operation(page, "get", "/api/v1/auth/me/"))["email"] == EMAIL
    assert docs_page.hosts == {urlsplit(gateway).netloc}
    assert docs_page.complaints == []
