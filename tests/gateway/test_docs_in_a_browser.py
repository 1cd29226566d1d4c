"""The docs page works under its own security policy and asks nobody but the gateway."""

import json
from urllib.parse import urlsplit

import pytest
from docs_browser import DocsPage
from playwright.sync_api import expect

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


@pytest.mark.shows("SD20")
def test_a_call_from_the_page_carries_the_token(another_gateway, services, docs_page: DocsPage):
    gateway = another_gateway()
    gateway.collect_docs()
    (gateway.folder / "docs/openapi.json").write_text(json.dumps(SCHEMA))

    docs_page.open(gateway.address)
    docs_page.sign_in("token-from-the-page")
    page = docs_page.page
    page.locator("#operations-users-users_me").click()
    page.get_by_role("button", name="Execute").click()
    expect(page.locator(".live-responses-table td.response-col_status").last).to_contain_text("200")

    asked = services["user-service"].requests[-1]
    assert asked.headers["Authorization"] == "Bearer token-from-the-page"
    assert docs_page.hosts == {urlsplit(gateway.address).netloc}
    assert docs_page.complaints == []
