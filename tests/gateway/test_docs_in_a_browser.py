"""The docs page signs in by itself, under its own security policy, and asks nobody but the gateway."""

import json
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from docs_browser import DocsPage
from gateway_process import Gateway, until
from page_requests import access_token
from playwright.sync_api import expect
from two_step_sign_in import CODE, ask_for_a_code

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
EMAIL, PASSWORD = "carla@example.org", "a long test password"
ACCOUNT = {"email": EMAIL, "role": "customer"}
LOGIN, REFRESH, ME = "/api/v1/auth/login/", "/api/v1/auth/token/refresh/", "/api/v1/users/me/"
ASK = """async (query) => {
    const { fetchSignedIn } = await import("/api/docs/session.js");
    return (await fetchSignedIn("/api/v1/users/me/" + query, { headers: {} })).status;
}"""
ASK_THREE_TIMES_AT_ONCE = """async () => {
    const { fetchSignedIn } = await import("/api/docs/session.js");
    const ask = () => fetchSignedIn("/api/v1/users/me/", { headers: {} });
    return Promise.all([ask(), ask(), ask()]).then((answers) => answers.map((answer) => answer.status));
}"""


def refuse(request, status: int, code: str, detail: str = "No.") -> None:
    request.reply_json(status, {"status": status, "code": code, "detail": detail})


@pytest.fixture
def open_page(another_gateway, services, docs_page: DocsPage) -> Callable[..., DocsPage]:
    """Opens the page in front of an authentication-service whose tokens live as long as one says."""

    def open_with(seconds: float = 900, **environment: str) -> DocsPage:
        gateway: Gateway = another_gateway(**environment)
        gateway.collect_docs()
        (gateway.folder / "docs/openapi.json").write_text(json.dumps(SCHEMA))
        first = {"access": access_token(seconds), "refresh": "r1", "account": ACCOUNT}
        services["authentication-service"].on(LOGIN, lambda request: request.reply_json(200, first))
        docs_page.open(gateway.address)
        docs_page.gateway, docs_page.first = gateway, first
        return docs_page

    return open_with


def renewals(services) -> list[dict]:
    asked = [request for request in services["authentication-service"].requests if request.path == REFRESH]
    return [json.loads(request.body) for request in asked]


def bearers(services) -> list[str]:
    asked = [request for request in services["user-service"].requests if request.path == ME]
    return [request.headers["Authorization"].removeprefix("Bearer ") for request in asked]


@pytest.mark.shows("SD20")
def test_a_call_from_the_page_carries_the_token(open_page, services):
    docs_page = open_page()
    docs_page.sign_in(EMAIL, PASSWORD)
    docs_page.is_signed_in_as(f"{EMAIL} (customer)")
    page = docs_page.page
    docs_page.open_operation("users", "users_me")
    page.get_by_role("button", name="Execute").click()
    expect(page.locator(".live-responses-table td.response-col_status").last).to_contain_text("200")

    [asked] = [one for one in services["authentication-service"].requests if one.path == LOGIN]
    assert json.loads(asked.body) == {"email": EMAIL, "password": PASSWORD}
    assert bearers(services) == [docs_page.first["access"]]
    assert renewals(services) == []
    assert docs_page.hosts == {urlsplit(docs_page.gateway.address).netloc}
    assert docs_page.complaints == []


def test_what_is_refused_is_said_and_nobody_is_signed_in(open_page, services):
    docs_page = open_page()
    services["authentication-service"].on(
        LOGIN, lambda request: refuse(request, 401, "invalid_credentials", "Wrong password.")
    )

    docs_page.sign_in(EMAIL, PASSWORD)

    expect(docs_page.page.get_by_role("alert")).to_have_text("Wrong password.")
    docs_page.is_signed_in_as("Not signed in")


def test_who_has_a_second_factor_is_asked_for_a_code(open_page, services):
    docs_page = open_page()
    ask_for_a_code(services["authentication-service"], docs_page.first)
    dialog = docs_page.page.get_by_role("dialog")
    code, alert = dialog.get_by_label("Code"), docs_page.page.get_by_role("alert")
    docs_page.sign_in(EMAIL, PASSWORD)
    expect(alert).to_contain_text("authenticator app")
    docs_page.is_signed_in_as("Not signed in")

    code.fill("000000")
    dialog.get_by_role("button", name="Sign in", exact=True).click()
    expect(alert).to_have_text("This code is not right.")
    code.fill(CODE)
    dialog.get_by_role("button", name="Sign in", exact=True).click()

    docs_page.is_signed_in_as(EMAIL)
    expect(dialog).to_be_hidden()


def test_a_session_outlives_a_reload_and_ends_by_signing_out(open_page, services):
    docs_page = open_page()
    docs_page.sign_in(EMAIL, PASSWORD)
    docs_page.is_signed_in_as(EMAIL)
    docs_page.page.reload()
    docs_page.is_signed_in_as(EMAIL)
    expect(docs_page.page.locator(".authorize.locked")).to_be_visible()

    docs_page.page.get_by_role("button", name="Sign out").click()

    docs_page.is_signed_in_as("Not signed in")
    expect(docs_page.page.locator(".authorize.unlocked")).to_be_visible()
    asked = services["authentication-service"].requests
    until(lambda: asked[-1].path == "/api/v1/auth/logout/", "the session is ended")
    assert json.loads(asked[-1].body) == {"refresh": "r1"}


def test_the_device_is_known_at_the_next_sign_in(open_page, services):
    docs_page, service = open_page(), services["authentication-service"]
    known = docs_page.first | {"device_token": "d1"}
    service.on(LOGIN, lambda request: request.reply_json(200, known))
    docs_page.sign_in(EMAIL, PASSWORD)
    docs_page.is_signed_in_as(EMAIL)
    docs_page.page.get_by_role("button", name="Sign out").click()
    docs_page.is_signed_in_as("Not signed in")
    docs_page.page.reload()

    docs_page.sign_in(EMAIL, PASSWORD)

    docs_page.is_signed_in_as(EMAIL)
    asked = [json.loads(one.body) for one in service.requests if one.path == LOGIN]
    assert [body.get("device_token") for body in asked] == [None, "d1"]


@pytest.mark.parametrize("locks", ["with locks", "without, as where there is no TLS"])
def test_a_token_that_is_about_to_expire_is_renewed_once_for_all_who_ask(open_page, services, locks):
    docs_page = open_page(seconds=5)
    second = {"access": access_token(900), "refresh": "r2"}
    services["authentication-service"].on(REFRESH, lambda request: request.reply_json(200, second))
    docs_page.sign_in(EMAIL, PASSWORD)
    docs_page.is_signed_in_as(EMAIL)
    if locks != "with locks":
        docs_page.page.evaluate("Object.defineProperty(navigator, 'locks', { value: undefined })")

    assert docs_page.page.evaluate(ASK_THREE_TIMES_AT_ONCE) == [200, 200, 200]

    assert renewals(services) == [{"refresh": "r1"}]
    assert bearers(services) == [second["access"]] * 3
    docs_page.is_signed_in_as(EMAIL)


def test_two_tabs_renew_once(open_page, services):
    docs_page = open_page(seconds=5)
    second = {"access": access_token(900), "refresh": "r2"}
    service = services["authentication-service"]

    def reply_when_released(request) -> None:
        service.hang(request)
        request.reply_json(200, second)

    service.on(REFRESH, reply_when_released)
    docs_page.sign_in(EMAIL, PASSWORD)
    docs_page.is_signed_in_as(EMAIL)
    other = docs_page.page.context.new_page()
    other.goto(f"{docs_page.gateway.address}/api/docs/")
    expect(other.locator("#who")).to_contain_text(EMAIL)

    for tab in (docs_page.page, other):
        tab.evaluate(f"() => {{ window.answers = ({ASK_THREE_TIMES_AT_ONCE})() }}")
        tab.evaluate("import('/api/docs/session.js').then(() => null)")
    service.released.set()
    assert [tab.evaluate("window.answers") for tab in (docs_page.page, other)] == [[200] * 3] * 2

    assert renewals(services) == [{"refresh": "r1"}]
    assert bearers(services) == [second["access"]] * 6


def test_one_that_is_refused_before_its_time_is_renewed_and_the_request_repeated(open_page, services):
    docs_page = open_page()
    second = {"access": access_token(900), "refresh": "r2"}
    services["authentication-service"].on(REFRESH, lambda request: request.reply_json(200, second))
    services["user-service"].on(
        ME,
        lambda request: (
            request.reply_json(200, {})
            if request.headers["Authorization"].endswith(second["access"])
            else refuse(request, 401, "token_expired")
        ),
    )
    docs_page.sign_in(EMAIL, PASSWORD)
    docs_page.is_signed_in_as(EMAIL)

    assert docs_page.page.evaluate(ASK_THREE_TIMES_AT_ONCE) == [200, 200, 200]

    assert renewals(services) == [{"refresh": "r1"}]


@pytest.mark.parametrize(
    ("status", "code", "who"),
    [
        (401, "session_revoked", "Not signed in"),
        (503, "upstream_unavailable", EMAIL),
        (409, "refresh_in_progress", EMAIL),
    ],
)
def test_only_a_session_that_is_over_is_forgotten(open_page, services, status, code, who):
    docs_page = open_page(seconds=5)
    services["authentication-service"].on(REFRESH, lambda request: refuse(request, status, code))
    docs_page.sign_in(EMAIL, PASSWORD)
    docs_page.is_signed_in_as(EMAIL)

    docs_page.page.evaluate(ASK_THREE_TIMES_AT_ONCE)

    assert renewals(services) == [{"refresh": "r1"}]
    docs_page.is_signed_in_as(who)


def test_a_refusal_that_comes_late_takes_the_token_that_is_there_by_then(open_page, services):
    docs_page = open_page()
    second = {"access": access_token(900), "refresh": "r2"}
    services["authentication-service"].on(REFRESH, lambda request: request.reply_json(200, second))

    def refuse_the_first_late(request) -> None:
        if request.headers["Authorization"].endswith(second["access"]):
            return request.reply_json(200, {})
        if request.path.endswith("?late"):
            services["user-service"].hang(request)
        return refuse(request, 401, "token_expired")

    services["user-service"].on(ME, refuse_the_first_late)
    docs_page.sign_in(EMAIL, PASSWORD)
    docs_page.is_signed_in_as(EMAIL)
    page = docs_page.page

    page.evaluate(f"() => {{ window.late = ({ASK})('?late') }}")
    assert page.evaluate(ASK, "") == 200
    services["user-service"].released.set()

    assert page.evaluate("window.late") == 200
    assert renewals(services) == [{"refresh": "r1"}]


@pytest.mark.parametrize("code", ["token_invalid", "session_revoked"])
def test_a_token_that_says_that_its_session_has_ended_signs_out(open_page, services, code):
    docs_page = open_page()
    services["user-service"].on(ME, lambda request: refuse(request, 401, code))
    docs_page.sign_in(EMAIL, PASSWORD)
    docs_page.is_signed_in_as(EMAIL)

    assert docs_page.page.evaluate(ASK, "") == 401

    docs_page.is_signed_in_as("Not signed in")
    expect(docs_page.page.locator(".authorize.unlocked")).to_be_visible()
    assert renewals(services) == []


@pytest.mark.parametrize("status", [200, 401])
@pytest.mark.parametrize("left", ["signed out", "signed in as another"])
def test_who_left_a_session_while_it_was_renewed_has_left_it(open_page, services, left, status):
    docs_page = open_page(seconds=5)
    page, service = docs_page.page, services["authentication-service"]

    def reply_when_released(request) -> None:
        service.hang(request)
        if status == 401:
            return refuse(request, 401, "session_revoked")
        return request.reply_json(200, {"access": access_token(900), "refresh": "r2"})

    service.on(REFRESH, reply_when_released)
    docs_page.sign_in(EMAIL, PASSWORD)
    docs_page.is_signed_in_as(EMAIL)
    with page.expect_request(lambda request: request.url.endswith(REFRESH)):
        page.evaluate(f"() => {{ window.asked = ({ASK})('') }}")

    page.get_by_role("button", name="Sign out").click()
    docs_page.is_signed_in_as("Not signed in")
    if left == "signed in as another":
        other = {
            "access": access_token(900),
            "refresh": "o1",
            "account": ACCOUNT | {"email": "otto@example.org"},
        }
        service.on(LOGIN, lambda request: request.reply_json(200, other))
        docs_page.sign_in("otto@example.org", PASSWORD)
        docs_page.is_signed_in_as("otto@example.org")
    service.released.set()
    page.evaluate("window.asked")

    kept = page.evaluate("JSON.parse(localStorage.getItem('servease-docs-session'))?.refresh ?? null")
    assert kept == (None if left == "signed out" else "o1")
    docs_page.is_signed_in_as("Not signed in" if left == "signed out" else "otto@example.org")


def test_no_empty_column_of_links_takes_room(open_page):
    docs_page = open_page()
    page = docs_page.page
    docs_page.open_operation("users", "users_me")
    page.get_by_role("button", name="Execute").click()
    expect(page.locator(".live-responses-table td.response-col_status").last).to_contain_text("200")

    expect(page.get_by_text("No links")).to_be_hidden()


def test_development_signs_in_by_one_click(open_page, services):
    docs_page = open_page(DEBUG="true")
    docs_page.page.get_by_role("button", name="Sign in").click()
    docs_page.page.get_by_role("button", name="Sign in as customer@servease.test").click()
    docs_page.is_signed_in_as("(customer)")

    asked = json.loads(services["authentication-service"].requests[-1].body)
    assert asked == {"email": "customer@servease.test", "password": "servease-demo"}


def test_the_guide_is_a_page_beside_it(open_page):
    docs_page = open_page()
    docs_page.page.get_by_role("link", name="Guide").click()

    expect(docs_page.page.get_by_role("heading", name="Staying signed in")).to_be_visible()
    assert docs_page.complaints == []


@pytest.mark.parametrize("width", [420, 1200])
def test_a_link_to_an_operation_leaves_its_title_in_sight(another_gateway, docs_page, width):
    gateway: Gateway = another_gateway()
    gateway.collect_docs()
    docs_page.page.set_viewport_size({"width": width, "height": 900})

    docs_page.page.goto(f"{gateway.address}/api/docs/#/appointments/bookAppointment")

    title = docs_page.page.locator("#operations-appointments-bookAppointment .opblock-summary")
    expect(title).to_be_in_viewport(ratio=1)
    header = docs_page.page.locator("body > header")
    # The page scrolls on for a while.
    docs_page.page.wait_for_function(
        """() => {
      const title = document.querySelector("#operations-appointments-bookAppointment .opblock-summary");
      const top = title.getBoundingClientRect().top, still = top === window.lastTop;
      window.lastTop = top;
      return still && top < 300;
    }""",
        polling=300,
    )
    assert title.bounding_box()["y"] >= header.bounding_box()["y"] + header.bounding_box()["height"]
