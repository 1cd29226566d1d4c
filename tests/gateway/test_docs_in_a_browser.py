"""The docs page works under its own security policy and asks nobody but the gateway."""

import json
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect, sync_playwright

# Swagger UI takes its time to draw a page on a machine that is busy with other tests.
expect.set_options(timeout=30_000)
CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OPERATION = {"operationId": "users_me", "tags": ["users"], "responses": {"200": {"description": "You."}}}
SCHEMA = {
    "openapi": "3.1.0",
    "info": {"title": "ServEase API", "version": "1.0.0"},
    "servers": [{"url": "/"}],
    "security": [{"bearer": []}],
    "tags": [{"name": "users", "description": "Profiles."}],
    "paths": {"/api/v1/users/me/": {"get": OPERATION}},
    "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
}


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console says is wrong, a breach of the security policy above all."""
    complaints: list[str] = []
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@pytest.fixture
def hosts(page: Page) -> set[str]:
    """Every host that the page asks."""
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    return hosts


@pytest.mark.shows("SD20")
def test_a_call_from_the_page_carries_the_token(another_gateway, services, page, complaints, hosts):
    gateway = another_gateway()
    gateway.collect_docs()
    (gateway.folder / "docs/openapi.json").write_text(json.dumps(SCHEMA))

    page.goto(f"{gateway.address}/api/docs/")
    page.get_by_role("button", name="Authorize").click()
    page.get_by_label("auth-bearer-value").fill("token-from-the-page")
    page.get_by_role("button", name="Apply credentials").click()
    page.get_by_role("button", name="Close", exact=True).click()
    page.locator("#operations-users-users_me").click()
    page.get_by_role("button", name="Execute").click()
    expect(page.locator(".live-responses-table td.response-col_status").last).to_contain_text("200")

    asked = services["user-service"].requests[-1]
    assert asked.headers["Authorization"] == "Bearer token-from-the-page"
    assert hosts == {urlsplit(gateway.address).netloc}
    assert complaints == []
