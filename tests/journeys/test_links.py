"""Where the links lead that people are sent, followed in a browser on the running platform."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import demo
import pytest
from docs_browser import DocsPage
from platform_client import Person
from playwright.sync_api import expect

PADS = {
    "kind": "part",
    "description": "Brake pads, rear",
    "quantity": "1",
    "unit_price": {"amount": "64.90", "currency": "EUR"},
    "tax_rate": "standard",
}


@pytest.mark.shows("PR09")
def test_who_is_sent_a_link_to_an_estimate_agrees_on_its_page(
    gateway: str, customer: Person, chief: Person, docs_page: DocsPage
) -> None:
    vehicle = customer.post("vehicles/", demo.new_vehicle(), 201)
    work = {"vehicle_id": vehicle["id"], "kind": "service", "title": "Brakes squeal"}
    project = f"projects/{chief.post('projects/', work, 201)['id']}/"
    chief.post(f"{project}estimate/")
    chief.post(f"{project}jobs/", {"title": "Rear brakes", "lines": [PADS]}, 201)
    chief.post(f"{project}estimate/send/")
    link = urlsplit(chief.post(f"{project}guest-links/", {}, 201)["page"])

    docs_page.page.goto(f"{gateway}{link.path}#{link.fragment}")
    docs_page.page.get_by_role("button", name="Agree: Brake pads, rear").click()

    expect(docs_page.page.get_by_role("status")).to_contain_text("Thank you")
    assert docs_page.hosts == {urlsplit(gateway).netloc}
    assert docs_page.complaints == []
    (job,) = customer.get(f"{project}estimate/")["jobs"]
    assert [line["decision"] for line in job["lines"]] == ["authorised"]


@pytest.mark.shows("NO12", "CU02")
def test_who_agreed_is_written_to_until_one_click_withdraws_it(
    gateway: str, customer: Person, chief: Person, docs_page: DocsPage, script: Callable[..., Any]
) -> None:
    wording = chief.get("customers/consents/wordings/", language="en")
    shown = {"version": wording["version"], "language": "en"}
    customer.patch("customers/me/", {"consents": {"marketing": True, "wording": shown}})
    only = {"customer_ids": [customer.id]}

    def consents() -> int:
        count: int = chief.post("notifications/broadcasts/count/", only)["people"]
        return count

    assert any(consents() for _ in range(500))
    text = {"title": "Winter tyres", "body": "Until eight in the evening."}
    begun = chief.post("notifications/broadcasts/", {**text, **only}, 202)
    path = f"notifications/broadcasts/{begun['id']}/"
    chief.wait_for(path, lambda broadcast: broadcast["progress"]["sent"] == 1, "The mail of the broadcast")
    link = urlsplit(unsubscribe_link(script, customer, text["title"]))

    docs_page.page.goto(f"{gateway}{link.path}")
    docs_page.page.get_by_role("button", name="Unsubscribe").click()

    expect(docs_page.page.get_by_role("status")).to_contain_text("Done")
    assert docs_page.complaints == []
    assert not consents()
    records = customer.wait_for(
        "customers/me/consents/", lambda page: len(page["results"]) == 2, "The record of the withdrawal"
    )["results"]
    assert [(one["granted"], one["source"]) for one in records] == [(False, "unsubscribe"), (True, "web")]
    assert customer.get("customers/me/")["consents"]["marketing"] is False


def unsubscribe_link(script: Callable[..., Any], customer: Person, subject: str) -> str:
    """In the mail of a subject that would have been sent to somebody."""
    lines = script("manage", "mailbox", customer.email).stdout.splitlines()
    number = next(line.split()[0] for line in lines if subject in line)
    page = Path(script("manage", "mailbox", "--open", number).stdout.strip()).read_text()
    (link,) = re.findall(r'href="([a-z]+://[^"]+/notifications/unsubscribe/[^"]+)"', page)
    return str(link)
