"""The docs page of the running platform: sign in on it, and try the API out."""

import json
from urllib.parse import urlsplit

import pytest
from docs_browser import DocsPage
from playwright.sync_api import Locator, Page, expect
from seed import PASSWORD

EMAIL = "customer@servease.test"


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
    docs_page.sign_in(EMAIL, PASSWORD)
    docs_page.is_signed_in_as(f"{EMAIL} (customer)")

    assert answer_to(open_operation(docs_page.page, "get", "/api/v1/auth/me/"))["email"] == EMAIL
    assert docs_page.hosts == {urlsplit(gateway).netloc}
    assert docs_page.complaints == []
