"""The page at / goes on saying how the services are, under its own security policy."""

from urllib.parse import urlsplit

import pytest
from docs_browser import DocsPage
from gateway_process import Gateway
from playwright.sync_api import Locator, expect
from services import SERVICES

STARTED = {"status": "ready", "version": "1.2.3", "started_at": "2026-11-29T10:00:00Z", "checks": {}}


@pytest.fixture
def page_at_the_entrance(another_gateway, services, docs_page: DocsPage) -> DocsPage:
    for stub in services.values():
        stub.on("/health/ready/", lambda request: request.reply_json(200, STARTED))
    gateway: Gateway = another_gateway()
    gateway.collect_docs()
    docs_page.page.clock.install()
    docs_page.page.goto(f"{gateway.address}/")
    docs_page.gateway = gateway
    return docs_page


def row_of(docs_page: DocsPage, service: str) -> Locator:
    return docs_page.page.get_by_role("row").filter(has=docs_page.page.get_by_text(service, exact=True))


@pytest.mark.shows("SD23")
def test_each_service_with_its_version_and_since_when(page_at_the_entrance: DocsPage):
    for service in SERVICES:
        row = row_of(page_at_the_entrance, service)
        expect(row).to_contain_text("ready")
        expect(row).to_contain_text("1.2.3")
        expect(row).to_contain_text("29 Nov")
    expect(page_at_the_entrance.page.get_by_role("status")).to_have_text("Everything is ready.")
    assert page_at_the_entrance.hosts == {urlsplit(page_at_the_entrance.gateway.address).netloc}
    assert page_at_the_entrance.complaints == []


@pytest.mark.shows("SD23")
def test_what_changes_is_seen_without_reloading(page_at_the_entrance: DocsPage, services):
    lacking = {**STARTED, "status": "degraded", "degraded": {"redis": "News waits."}}
    expect(row_of(page_at_the_entrance, "user-service")).to_contain_text("ready")
    services["user-service"].on("/health/ready/", lambda request: request.reply_json(503, {}))
    services["chatbot-service"].on("/health/ready/", lambda request: request.reply_json(200, lacking))

    # The gateway keeps an answer for a second, and the page's own clock stands still.
    page_at_the_entrance.page.wait_for_timeout(1100)
    page_at_the_entrance.page.clock.run_for(5_000)

    expect(row_of(page_at_the_entrance, "user-service")).to_contain_text("not ready")
    expect(row_of(page_at_the_entrance, "chatbot-service")).to_contain_text("degraded")
    expect(page_at_the_entrance.page.get_by_text("News waits.")).to_be_visible()
    expect(page_at_the_entrance.page.get_by_role("status")).to_have_text("7 of 8 services work.")


def test_a_gateway_that_is_gone_is_said(page_at_the_entrance: DocsPage):
    expect(page_at_the_entrance.page.get_by_role("status")).to_have_text("Everything is ready.")
    page_at_the_entrance.page.route("**/health/services", lambda route: route.abort())

    page_at_the_entrance.page.clock.run_for(5_000)

    expect(page_at_the_entrance.page.get_by_role("status")).to_contain_text("does not answer")
