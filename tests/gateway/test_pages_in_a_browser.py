"""Who follows a link that they were sent does by a page what it is about, in their language."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from page_requests import asked_nobody_else, posts
from playwright.sync_api import expect
from stub_service import Request, StubService
from two_step_sign_in import CODE as SECOND_FACTOR
from two_step_sign_in import ask_for_a_code, signed_in

CODE = "a-code-that-lets-in-who-has-it-as-long-as-real-ones"
GUEST = f"/api/v1/projects/guest/{CODE}"
ENTRY = "/api/v1/appointments/waitlist/0192f5d2-6f5e-7c3a-8a51-3d5f0e0c9b11"
OFFERED = {
    "status": "offered",
    "start": "2026-12-17T09:00:00Z",
    "expires_at": "2026-12-16T12:30:00Z",
    "time_zone": "Europe/Berlin",
}


def euros(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "EUR"}


def line(number: int, description: str, amount: str) -> dict[str, Any]:
    return {"id": f"line-{number}", "description": description, "net": euros(amount), "decision": "pending"}


@pytest.fixture
def estimate(services: dict[str, StubService]) -> dict[str, Any]:
    """One that its customer is asked about, and which notes what they decide."""
    lines = [line(1, "Brake pads, front", "120.00"), line(2, "Labour: change the pads", "80.50")]
    estimate = {
        "revision": 4,
        "net": euros("200.50"),
        "tax": euros("38.10"),
        "total": euros("238.60"),
        "authorised": euros("0.00"),
        "jobs": [
            {
                "title": "Brakes squeal",
                "concern": "It squeals.",
                "cause": "",
                "correction": "",
                "lines": lines,
            }
        ],
    }
    stub = services["vehicleandproject-service"]
    stub.on(f"{GUEST}/estimate/", lambda request: request.reply_json(200, estimate))

    def decides(row: dict[str, Any], decision: str) -> Callable[[Request], None]:
        def decide(request: Request) -> None:
            row["decision"] = decision
            request.reply_json(200, row)

        return decide

    for row in lines:
        stub.on(f"{GUEST}/lines/{row['id']}/authorise/", decides(row, "authorised"))
        stub.on(f"{GUEST}/lines/{row['id']}/decline/", decides(row, "declined"))
    return estimate


def test_a_guest_reads_an_estimate_and_answers_each_line(pages, services, estimate, reader):
    page = reader.page
    page.goto(f"{pages.address}/pages/estimate/#{CODE}")
    status = page.get_by_role("status")
    agree, decline = ("Einverstanden", "Ablehnen") if reader.is_german else ("Agree", "Decline")
    expect(status).to_have_text(
        "2 Positionen warten auf Ihre Antwort." if reader.is_german else "2 lines wait for your answer."
    )
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Kostenvoranschlag" if reader.is_german else "Estimate"
    )
    expect(page.locator("dd.total")).to_contain_text("238,60" if reader.is_german else "€238.60")
    assert page.locator("html").get_attribute("lang") == ("de" if reader.is_german else "en")

    page.get_by_role("button", name=f"{agree}: Brake pads, front").click()
    page.get_by_role("button", name=f"{decline}: Labour: change the pads").click()

    expect(status).to_contain_text("Vielen Dank" if reader.is_german else "Thank you")
    assert posts(services["vehicleandproject-service"]) == [
        (f"{GUEST}/lines/line-1/authorise/", {"revision": 4}),
        (f"{GUEST}/lines/line-2/decline/", {"revision": 4}),
    ]
    assert asked_nobody_else(reader, pages)


def test_a_guest_agrees_to_all_of_it_and_no_log_has_the_code(pages, services, estimate, guest):
    guest.page.goto(f"{pages.address}/pages/estimate/#{CODE}")
    guest.page.get_by_role("button", name="Agree to all that is open").click()
    expect(guest.page.get_by_role("status")).to_contain_text("Thank you")
    assert len(posts(services["vehicleandproject-service"])) == 2
    log = (pages.folder / "state/access.log").read_text()
    assert "/pages/estimate/" in log
    assert CODE not in log


def test_what_has_changed_is_said_and_shown_anew(pages, services, estimate, guest):
    def refuse(request: Request) -> None:
        estimate["jobs"][0]["lines"][0]["description"] = "Brake pads and discs"
        request.reply_json(409, {"code": "estimate_changed", "revision": 5, "sent_revision": 5})

    services["vehicleandproject-service"].on(f"{GUEST}/lines/line-1/authorise/", refuse)
    guest.page.goto(f"{pages.address}/pages/estimate/#{CODE}")
    guest.page.get_by_role("button", name="Agree: Brake pads, front").click()
    expect(guest.page.get_by_role("status")).to_contain_text("has changed meanwhile")
    expect(guest.page.get_by_role("button", name="Agree: Brake pads and discs")).to_be_enabled()


@pytest.mark.parametrize(
    ("status", "code", "said"),
    [
        (410, "link_over", "Please ask the workshop for another."),
        (404, "not_found", "Please open it as it was sent to you."),
        (503, "upstream_unavailable", "Please try again later"),
    ],
)
def test_a_link_that_leads_nowhere_says_so(pages, services, guest, status, code, said):
    stub = services["vehicleandproject-service"]
    stub.on(f"{GUEST}/estimate/", lambda request: request.reply_json(status, {"code": code}))
    guest.page.goto(f"{pages.address}/pages/estimate/#{CODE}")
    expect(guest.page.get_by_role("status")).to_contain_text(said)
    expect(guest.page.get_by_role("button")).to_have_count(0)


@pytest.fixture
def offered(services: dict[str, StubService]) -> dict[str, StubService]:
    def sign_in(request: Request) -> None:
        if json.loads(request.body)["password"] != "servease-demo":
            request.reply_json(401, {"code": "invalid_credentials"})
            return
        request.reply_json(200, signed_in())

    services["authentication-service"].on("/api/v1/auth/login/", sign_in)
    services["appointment-service"].on(f"{ENTRY}/", lambda request: request.reply_json(200, OFFERED))
    return services


def sign_in(page: Any, password: str = "servease-demo", *, german: bool = False) -> None:
    page.get_by_label("E-Mail-Adresse" if german else "E-mail address").fill("ada@example.org")
    page.get_by_label("Passwort" if german else "Password").fill(password)
    page.get_by_role("button", name="Anmelden" if german else "Sign in").click()


def test_who_waits_signs_in_and_takes_the_time_that_became_free(pages, offered, reader):
    stub, page = offered["appointment-service"], reader.page
    stub.on(f"{ENTRY}/accept/", lambda request: request.reply_json(201, {"id": "1"}))
    page.goto(f"{pages.address}/pages/offer/#{ENTRY.rpartition('/')[2]}")
    sign_in(page, german=reader.is_german)
    # On the location's clock, wherever the reader is.
    expect(page.get_by_role("heading", level=2)).to_contain_text("10:00")
    expect(page.locator("#until")).to_contain_text("13:30")

    page.get_by_role("button", name="Diesen Termin nehmen" if reader.is_german else "Take this time").click()

    expect(page.get_by_role("status")).to_contain_text("Gebucht" if reader.is_german else "Booked")
    assert posts(stub) == [(f"{ENTRY}/accept/", {"start": OFFERED["start"]})]
    [accepted] = [request for request in stub.requests if request.command == "POST"]
    assert accepted.headers["Authorization"].startswith("Bearer h.")
    assert asked_nobody_else(reader, pages)


def test_who_waits_lets_the_next_one_have_it(pages, offered, guest):
    stub = offered["appointment-service"]
    stub.on(f"{ENTRY}/decline/", lambda request: request.reply_json(200, {**OFFERED, "status": "waiting"}))
    guest.page.goto(f"{pages.address}/pages/offer/#{ENTRY.rpartition('/')[2]}")
    sign_in(guest.page)
    guest.page.get_by_role("button", name="No, thank you").click()
    expect(guest.page.get_by_role("status")).to_have_text("The next one may have it. You go on waiting.")
    expect(guest.page.get_by_role("button", name="Take this time")).to_be_hidden()
    assert posts(stub) == [(f"{ENTRY}/decline/", {})]


def test_a_wrong_password_and_an_offer_that_is_over_are_said(pages, offered, guest):
    stub = offered["appointment-service"]
    stub.on(f"{ENTRY}/accept/", lambda request: request.reply_json(409, {"code": "offer_expired"}))
    guest.page.goto(f"{pages.address}/pages/offer/#{ENTRY.rpartition('/')[2]}")
    sign_in(guest.page, "wrong")
    expect(guest.page.get_by_role("status")).to_have_text("The e-mail address or the password is wrong.")
    sign_in(guest.page)
    guest.page.get_by_role("button", name="Take this time").click()
    expect(guest.page.get_by_role("status")).to_have_text("This time is no longer free. You go on waiting.")
    guest.page.get_by_role("button", name="Sign out").click()
    expect(guest.page.get_by_label("Password")).to_be_visible()


def test_who_waits_and_has_a_second_factor_is_asked_for_a_code(pages, offered, reader):
    ask_for_a_code(offered["authentication-service"], signed_in())
    page, button = reader.page, "Anmelden" if reader.is_german else "Sign in"
    page.goto(f"{pages.address}/pages/offer/#{ENTRY.rpartition('/')[2]}")
    expect(page.get_by_label("Code")).to_be_hidden()
    sign_in(page, german=reader.is_german)
    expect(page.get_by_role("status")).to_contain_text(
        "zweiten Faktor" if reader.is_german else "second factor"
    )

    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("status")).to_contain_text("ist falsch" if reader.is_german else "is not right")
    page.get_by_label("Code").fill(SECOND_FACTOR)
    page.get_by_role("button", name=button).click()

    expect(page.get_by_role("heading", level=2)).to_contain_text("10:00")


def test_one_button_unsubscribes_as_a_mail_program_does(pages, services, reader):
    stub, page = services["notification-service"], reader.page
    address = f"/api/v1/notifications/unsubscribe/{CODE}/"
    stub.on(address, lambda request: request.reply(204, "application/json", b""))
    page.goto(f"{pages.address}/pages/unsubscribe/#{CODE}")
    page.get_by_role("button", name="Abbestellen" if reader.is_german else "Unsubscribe").click()
    expect(page.get_by_role("status")).to_contain_text("Erledigt" if reader.is_german else "Done")
    [request] = stub.requests
    assert (request.command, request.path, request.body) == ("POST", address, b"List-Unsubscribe=One-Click")
    assert request.headers["Content-Type"].startswith("application/x-www-form-urlencoded")
    expect(page.get_by_role("button")).to_have_count(0)
    assert asked_nobody_else(reader, pages)


def test_looking_at_the_page_unsubscribes_nobody(pages, services, guest):
    guest.page.goto(f"{pages.address}/pages/unsubscribe/#{CODE}")
    expect(guest.page.get_by_role("button", name="Unsubscribe")).to_be_visible()
    assert services["notification-service"].requests == []


@pytest.mark.parametrize("path", ["/pages/", "/pages/estimate", "/pages/estimate.html", "/pages/nothing/"])
def test_there_is_nothing_else_below_pages(pages, path):
    assert pages.ask("GET", path).status == 404
    assert pages.ask("POST", "/pages/estimate/").status == 405
