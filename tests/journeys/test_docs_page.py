"""The docs page of the running platform: sign in from it, and call the API with the token it gave."""

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

# Swagger UI takes its time to draw a page on a machine that is busy with other tests.
expect.set_options(timeout=30_000)
CHROMIUM = "/usr/bin/chromium"
# Whatever Chromium would ask the internet of its own accord is switched off.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EMAIL = "customer@servease.test"
CREDENTIALS = json.dumps({"email": EMAIL, "password": "servease-demo"})


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser.new_page()
        browser.close()


@pytest.fixture
def hosts(page: Page) -> set[str]:
    """Every host that the page asks."""
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    return hosts


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console says is wrong, a breach of the security policy above all."""
    complaints: list[str] = []
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


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
def test_a_person_signs_in_on_the_page_and_calls_the_api(
    gateway: str, page: Page, hosts: set[str], complaints: list[str]
) -> None:
    page.goto(f"{gateway}/api/docs/")
    expect(page.get_by_role("heading", name="ServEase API")).to_be_visible()

    login = open_operation(page, "post", "/api/v1/auth/login/")
    login.get_by_role("textbox").fill(CREDENTIALS)
    token = answer_to(login)["access"]

    page.locator(".auth-wrapper .authorize").click()
    page.get_by_label("auth-bearer-value").fill(token)
    page.get_by_role("button", name="Apply credentials").click()
    page.get_by_role("button", name="Close", exact=True).click()

    assert answer_to(open_operation(page, "get", "/api/v1/auth/me/"))["email"] == EMAIL
    assert hosts == {urlsplit(gateway).netloc}
    assert complaints == []
