"""The docs page of the running platform, as whoever writes a client meets it: sign in, and try things out."""

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from docs_browser import DocsPage
from platform_client import Person
from playwright.sync_api import Locator, expect
from seed import PASSWORD

EMAIL = "customer@servease.test"
# More than the workshop has room for at one start.
MOST_BOOKINGS = 4


def answer_to(operation: Locator) -> tuple[int, dict]:
    """The status and body that the page shows after Execute."""
    page = operation.page
    with page.expect_response(lambda response: "/api/v1/" in response.url) as executed:
        operation.get_by_role("button", name="Execute").click()
    status = executed.value.status
    shown = operation.locator(".live-responses-table")
    expect(shown.locator("td.response-col_status").last).to_contain_text(str(status))
    body = shown.locator(".highlight-code pre").first
    expect(body).to_contain_text("{")
    return status, json.loads(body.inner_text())


@pytest.fixture
def demo_customer(gateway: str) -> Iterator[Person]:
    """Whose bookings of this test are cancelled afterwards, for others need the time."""
    customer = Person(gateway, "customer")
    customer.login(EMAIL, PASSWORD)
    before = {row["id"] for row in customer.get("appointments/")["results"]}
    yield customer
    for row in customer.get("appointments/")["results"]:
        if row["id"] not in before:
            customer.post(f"appointments/{row['id']}/cancel/", {})


@pytest.mark.shows("SD20")
def test_a_person_signs_in_on_the_page_and_calls_the_api(gateway: str, docs_page: DocsPage) -> None:
    docs_page.open(gateway)
    docs_page.sign_in(EMAIL, PASSWORD)
    docs_page.is_signed_in_as(f"{EMAIL} (customer)")

    status, body = answer_to(docs_page.open_operation("auth", "readOwnAccount"))

    assert (status, body["email"]) == (200, EMAIL)
    assert docs_page.hosts == {urlsplit(gateway).netloc}
    assert docs_page.complaints == []


@pytest.mark.shows("SD20")
def test_from_nothing_to_a_refusal_and_what_to_do_about_it(
    gateway: str, docs_page: DocsPage, demo_customer: Person
) -> None:
    """One click signs in; the example books as it stands, until its vehicle is taken; its code leads on."""
    page = docs_page.page
    docs_page.open(gateway)
    page.locator("#sign-in-or-out").click()
    page.get_by_role("button", name=f"Sign in as {EMAIL}").click()
    docs_page.is_signed_in_as("(customer)")

    status, car = answer_to(docs_page.open_operation("vehicles", "readVehicle"))
    assert (status, car["make"]) == (200, "Toyota")
    status, slots = answer_to(docs_page.open_operation("appointments", "listSlots"))
    assert status == 200
    assert slots["results"]
    booking = docs_page.open_operation("appointments", "bookAppointment")
    answers = [answer_to(booking) for _ in range(MOST_BOOKINGS)]
    statuses = [status for status, _ in answers]
    assert statuses[0] == 201
    assert 409 in statuses
    refusal = next(body for status, body in answers if status == 409)
    assert (refusal["code"], bool(refusal["alternatives"])) == ("vehicle_taken", True)

    page.goto(f"{gateway}{refusal['type']}")
    expect(page.locator("#vehicle_taken")).to_be_in_viewport()
