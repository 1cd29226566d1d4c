"""The screen on the wall, on the running platform: a technician starts, and their card moves."""

from urllib.parse import urlsplit

import pytest
from demo import new_vehicle
from docs_browser import DocsPage
from platform_client import Person
from platform_processes import PlatformProcesses
from playwright.sync_api import Locator, expect
from seed import PASSWORD

TECHNICIAN, ADMIN = "technician@servease.test", "admin@servease.test"


@pytest.fixture
def admin(gateway: str) -> Person:
    admin = Person(gateway, "admin")
    admin.login(ADMIN, PASSWORD)
    return admin


@pytest.fixture
def technician(gateway: str) -> Person:
    technician = Person(gateway, "technician")
    technician.login(TECHNICIAN, PASSWORD)
    return technician


def sign_in(docs_page: DocsPage, gateway: str) -> None:
    docs_page.page.goto(f"{gateway}/board/")
    docs_page.page.get_by_label("E-mail address").fill(TECHNICIAN)
    docs_page.page.get_by_label("Password").fill(PASSWORD)
    docs_page.page.get_by_role("button", name="Sign in").click()
    expect(docs_page.page.get_by_role("status")).to_have_text("Live")


def cards_in(docs_page: DocsPage, stage: str) -> Locator:
    region = docs_page.page.get_by_role("region").filter(
        has=docs_page.page.get_by_role("heading", name=stage)
    )
    return region.locator(".card")


@pytest.mark.shows("PR24")
def test_a_card_moves_when_its_technician_starts_and_after_the_gateway_was_away(
    gateway: str,
    docs_page: DocsPage,
    customer: Person,
    admin: Person,
    technician: Person,
    platform: PlatformProcesses,
) -> None:
    # High enough for every card that the platform has by now.
    docs_page.page.set_viewport_size({"width": 1920, "height": 20_000})
    vehicle = customer.post("vehicles/", new_vehicle(), 201)
    sign_in(docs_page, gateway)
    project = admin.post(
        "projects/", {"vehicle_id": vehicle["id"], "kind": "service", "title": "Oil change"}, 201
    )
    mine = docs_page.page.locator(f"[data-project='{project['id']}']")
    expect(cards_in(docs_page, "New").and_(mine)).to_contain_text(vehicle["plate"])
    task = {
        "title": "Drain the oil",
        "estimated_minutes": 30,
        "assignee_id": technician.get("auth/me/")["id"],
    }
    tasks = f"projects/{project['id']}/tasks/"
    # That it is given to somebody is published.
    made = admin.post(tasks, task, 201)
    expect(mine).to_contain_text("Start")

    technician.patch(f"{tasks}{made['id']}/", {"status": "in_progress"})
    expect(cards_in(docs_page, "In progress").and_(mine)).to_be_visible()

    with platform.without("gateway"):
        expect(docs_page.page.get_by_role("status")).to_contain_text("No answer")
    technician.patch(f"{tasks}{made['id']}/", {"status": "done"})
    technician.post(f"projects/{project['id']}/submit-for-quality-check/", {})
    expect(cards_in(docs_page, "Check").and_(mine)).to_be_visible()
    expect(docs_page.page.get_by_role("status")).to_have_text("Live")
    assert docs_page.hosts == {urlsplit(gateway).netloc}
