"""The board on the wall shows what the API says, moves as events arrive, and comes back by itself."""

import json
import threading
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from docs_browser import DocsPage
from gateway_process import Gateway, until
from page_requests import access_token
from playwright.sync_api import Locator, expect
from services import ROOT
from two_step_sign_in import CODE, ask_for_a_code
from workshop_board import BOARD, STREAM, Stream, Workshop, a_busy_day

LOGIN, REFRESH = "/api/v1/auth/login/", "/api/v1/auth/token/refresh/"
EMAIL, PASSWORD = "tom@example.org", "a long test password"


def refuse(request, status: int, code: str, detail: str = "No.") -> None:
    body = {"status": status, "code": code, "title": "No", "detail": detail, "request_id": "r"}
    request.reply(status, "application/problem+json", json.dumps(body).encode())


@pytest.fixture
def workshop(services) -> Workshop:
    made = Workshop()
    services["vehicleandproject-service"].on(BOARD, made.answer)
    return made


@pytest.fixture
def stream(services) -> Stream:
    made = Stream()
    services["notification-service-stream"].on(STREAM, made.answer)
    return made


@pytest.fixture
def open_board(another_gateway, services, docs_page: DocsPage) -> Callable[[], DocsPage]:
    def open_it() -> DocsPage:
        gateway: Gateway = another_gateway()
        gateway.collect_docs()
        signed_in = {
            "access": access_token(),
            "refresh": "r1",
            "account": {"email": EMAIL, "role": "employee"},
        }
        services["authentication-service"].on(LOGIN, lambda request: request.reply_json(200, signed_in))
        docs_page.page.goto(f"{gateway.address}/board/")
        docs_page.gateway = gateway
        return docs_page

    return open_it


@pytest.fixture
def board(open_board, workshop, stream) -> DocsPage:
    """The board, at which somebody has signed in."""
    docs_page = open_board()
    sign_in(docs_page)
    expect(docs_page.page.get_by_role("status")).to_have_text("Live")
    return docs_page


def sign_in(docs_page: DocsPage) -> None:
    form = docs_page.page.get_by_role("form", name="Who works here?")
    form.get_by_label("E-mail address").fill(EMAIL)
    form.get_by_label("Password").fill(PASSWORD)
    form.get_by_role("button", name="Sign in").click()


def column(docs_page: DocsPage, title: str) -> Locator:
    return docs_page.page.get_by_role("region", name=title)


def card(docs_page: DocsPage, plate: str) -> Locator:
    return docs_page.page.get_by_role("listitem").filter(
        has=docs_page.page.get_by_role("heading", name=plate)
    )


@pytest.mark.shows("PR24")
def test_a_card_moves_when_a_technician_starts(board, workshop, stream):
    project = workshop.add("B SE 100")
    workshop.add("M AB 12", "ready")
    stream.publish("project.created", 1)
    expect(column(board, "New: 1")).to_contain_text("B SE 100")
    expect(card(board, "B SE 100")).to_contain_text("Start")

    project |= {"stage": "in_progress", "status": "in_progress", "waits_for": None, "progress_percent": 40}
    project["technicians"] = [{"id": "t", "name": "Tom Technician"}]
    project["bay"] = {"id": "b", "name": "Bay 1"}
    stream.publish("project.status_changed", 2, status="in_progress")

    moved = column(board, "In progress: 1").get_by_role("listitem")
    for said in ("B SE 100", "Bay 1", "Tom Technician"):
        expect(moved).to_contain_text(said)
    expect(moved).not_to_contain_text("Start")
    expect(moved.get_by_role("progressbar", name="Progress")).to_have_js_property("value", 40)
    expect(column(board, "New: 0").get_by_role("listitem")).to_have_count(0)
    assert board.hosts == {urlsplit(board.gateway.address).netloc}
    assert board.complaints == []


@pytest.mark.shows("PR24")
def test_it_goes_on_after_the_gateway_was_restarted(board, workshop, stream):
    project = workshop.add("B SE 100")
    stream.publish("project.created", 7)
    expect(column(board, "New: 1")).to_be_visible()

    board.gateway.stop()
    expect(board.page.get_by_role("status")).to_contain_text("No answer")
    expect(card(board, "B SE 100")).to_be_visible()
    board.gateway.run()

    expect(board.page.get_by_role("status")).to_have_text("Live")
    assert stream.asked[-1].headers["Last-Event-ID"] == "project:7-0"
    project["stage"] = "ready"
    stream.publish("project.status_changed", 8)
    expect(column(board, "Ready: 1")).to_contain_text("B SE 100")


def test_without_the_stream_it_says_so_and_reads_by_itself(open_board, workshop, services):
    docs_page = open_board()
    services["notification-service-stream"].on(
        STREAM, lambda request: refuse(request, 503, "upstream_unavailable")
    )
    sign_in(docs_page)
    expect(docs_page.page.get_by_text("Nothing is open.")).to_be_visible()
    expect(docs_page.page.get_by_role("status")).to_contain_text("read every 5 seconds")
    workshop.add("B SE 100")
    expect(column(docs_page, "New: 1")).to_be_visible()


@pytest.mark.shows("PR24")
def test_what_has_not_changed_is_not_sent_again(board, workshop, stream, services):
    workshop.add("B SE 100")
    stream.publish("project.created", 1)
    expect(column(board, "New: 1")).to_be_visible()
    asked = services["vehicleandproject-service"].requests
    count = len(asked)

    stream.publish("project.progressed", 2)

    def again() -> bool:
        return any(request.headers.get("If-None-Match") for request in asked[count:])

    until(again, "the board is read again, by its ETag")
    expect(column(board, "New: 1")).to_be_visible()


def test_whoever_signed_in_stays_so(board, services, stream):
    def renew(request) -> None:
        request.reply_json(200, {"access": access_token(), "refresh": "r2"})

    spent = f"Bearer {access_token()}"[:20]
    assert stream.asked[0].headers["Authorization"].startswith(spent)
    services["authentication-service"].on(REFRESH, renew)
    answered = services["vehicleandproject-service"].behaviours[BOARD]
    kept = json.loads(board.page.evaluate("localStorage.getItem('servease-board')"))["access"]

    def only_the_new_one(request) -> None:
        if request.headers["Authorization"] == f"Bearer {kept}":
            refuse(request, 401, "token_expired")
        else:
            answered(request)

    services["vehicleandproject-service"].on(BOARD, only_the_new_one)
    stream.events.put('event: end\ndata: {"reason": "token_expired"}\n\n')

    until(lambda: len(stream.asked) > 1, "the stream is asked for anew")
    expect(board.page.get_by_role("status")).to_have_text("Live")
    assert json.loads(board.page.evaluate("localStorage.getItem('servease-board')"))["refresh"] == "r2"
    board.page.reload()
    expect(board.page.get_by_role("status")).to_have_text("Live")


@pytest.mark.parametrize(
    ("status", "code", "said"),
    [
        (401, "session_revoked", "Please sign in again."),
        (403, "permission_denied", "for those who work here"),
    ],
)
def test_whoever_may_not_see_it_is_asked_who_they_are(open_board, services, stream, status, code, said):
    services["vehicleandproject-service"].on(BOARD, lambda request: refuse(request, status, code))
    docs_page = open_board()
    sign_in(docs_page)
    expect(docs_page.page.get_by_role("alert")).to_contain_text(said)
    assert docs_page.page.evaluate("localStorage.getItem('servease-board')") is None


def test_an_answer_that_comes_after_signing_out_is_not_shown(board, workshop, stream, services):
    asked, may_answer = threading.Event(), threading.Event()

    def late(request) -> None:
        asked.set()
        may_answer.wait(60)
        workshop.answer(request)

    workshop.add("B SE 100")
    services["vehicleandproject-service"].on(BOARD, late)
    stream.publish("project.created", 1)
    assert asked.wait(60)
    board.page.get_by_role("button", name="Sign out").click()
    expect(board.page.get_by_role("form", name="Who works here?")).to_be_visible()
    with board.page.expect_response(lambda response: urlsplit(response.url).path == BOARD):
        may_answer.set()

    # Two frames: whatever the page does with the answer is done by then.
    board.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    expect(board.page.get_by_role("status")).to_have_text("")
    assert board.page.get_by_role("listitem").count() == 0


def test_a_wrong_password_is_said(open_board, services, workshop, stream):
    docs_page = open_board()
    services["authentication-service"].on(
        LOGIN,
        lambda request: refuse(request, 401, "credentials_invalid", "E-mail address or password is wrong."),
    )
    sign_in(docs_page)
    expect(docs_page.page.get_by_role("alert")).to_have_text("E-mail address or password is wrong.")


def test_who_has_a_second_factor_is_asked_for_a_code(open_board, services, workshop, stream):
    docs_page = open_board()
    signed_in = {"access": access_token(), "refresh": "r1", "account": {"email": EMAIL, "role": "employee"}}
    ask_for_a_code(services["authentication-service"], signed_in)
    form = docs_page.page.get_by_role("form", name="Who works here?")
    alert = docs_page.page.get_by_role("alert")
    expect(form.get_by_label("Code")).to_be_hidden()
    sign_in(docs_page)
    expect(alert).to_contain_text("authenticator app")
    form.get_by_label("Code").fill("000000")
    form.get_by_role("button", name="Sign in").click()
    expect(alert).to_have_text("This code is not right.")
    form.get_by_label("Code").fill(CODE)
    form.get_by_role("button", name="Sign in").click()
    expect(docs_page.page.get_by_role("status")).to_have_text("Live")


def test_what_has_no_place_on_the_wall_is_counted(board, workshop, stream):
    board.page.set_viewport_size({"width": 1920, "height": 1080})
    for number in range(60):
        workshop.add(f"B SE {number}")
    stream.publish("project.created", 1)
    new = column(board, "New: 60")
    expect(new).to_contain_text("more")
    shown = new.get_by_role("listitem").count()
    assert 5 <= shown < 60
    expect(new).to_contain_text(f"and {60 - shown} more")


def test_a_busy_day_is_all_on_one_screen(board, stream, services, tmp_path):
    day = a_busy_day()
    services["vehicleandproject-service"].on(BOARD, day.answer)
    board.page.set_viewport_size({"width": 1920, "height": 1080})
    stream.publish("project.created", 1)
    expect(board.page.get_by_role("listitem")).to_have_count(len(day.projects))
    assert board.page.evaluate("document.documentElement.scrollHeight") == 1080
    assert board.complaints == []


def test_the_page_is_small():
    lines = [line for file in (ROOT / "nginx/docs/board").iterdir() for line in file.read_text().splitlines()]
    assert len(lines) < 400
