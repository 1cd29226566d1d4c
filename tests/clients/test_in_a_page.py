"""The TypeScript client in a page: its modules as they are committed, another origin, no build step."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import seed
from callers import PASSWORD
from docs_browser import DocsPage
from platform_client import Person
from playwright.sync_api import Route, expect
from services import ROOT

# One of those whose pages may call the API in development.
PORT = 5173
PAGE = """
<!doctype html><title>A garage</title><p id="said">…</p>
<script type="module">
  import { createClient, inStorage, refused } from "./servease/index.js";
  const said = document.querySelector("#said");
  const client = createClient({ baseUrl: "GATEWAY", tokens: inStorage(localStorage) });
  const body = { email: "customer@servease.test", password: "PASSWORD" };
  if (!(await client.isSignedIn())) await client.signIn({ body });
  const { first_name } = await client.readOwnAccount();
  const error = await client.registerVehicle({ body: {} }).catch((error) => error);
  said.textContent = `${first_name} lacks ${[...error.fields.keys()].sort()}; ${error.requestId.length > 8}`;
</script>
"""

TAB = """
<!doctype html><title>A tab</title>
<script type="module">
  import { createClient, inStorage } from "./servease/index.js";
  window.client = createClient({ baseUrl: "GATEWAY", tokens: inStorage(localStorage) });
</script>
"""


@pytest.fixture
def site(tmp_path: Path, gateway: str) -> Iterator[str]:
    """Another origin, with a page and a copy of the modules."""
    (tmp_path / "servease").symlink_to(ROOT / "clients/typescript/dist")
    text = PAGE.replace("GATEWAY", gateway).replace("PASSWORD", seed.PASSWORD)
    (tmp_path / "index.html").write_text(text)
    (tmp_path / "tab.html").write_text(TAB.replace("GATEWAY", gateway))
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", PORT), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{PORT}/"
        server.shutdown()
        thread.join()


@pytest.mark.shows("GW16")
def test_a_page_uses_the_modules_as_they_are(docs_page: DocsPage, site: str) -> None:
    page = docs_page.page
    for _ in "a visit", "another, signed in by then":
        page.goto(site)
        expect(page.locator("#said")).to_contain_text("lacks make,model,year")

    assert page.evaluate("localStorage.getItem('servease')") is not None


@pytest.mark.shows("GW16")
def test_two_tabs_with_a_spent_token_refresh_it_once(
    docs_page: DocsPage, site: str, customer: Person, chief: Person
) -> None:
    profile = docs_page.page.context
    one, other = docs_page.page, profile.new_page()
    for tab in (one, other):
        tab.goto(f"{site}tab.html")
    one.evaluate("body => client.signIn({ body })", {"email": customer.email, "password": PASSWORD})
    # From then on tokens of before are refused.
    chief.patch(f"auth/accounts/{customer.id}/", {"role": "employee"})
    asked: list[Route] = []

    def hold_the_first(route: Route) -> None:
        asked.append(route)
        if len(asked) > 1:
            route.continue_()

    profile.route("**/token/refresh/", hold_the_first)

    # The second finds its token spent while the first waits for a new one.
    read = "() => { window.account = client.readOwnAccount(); }"
    with one.expect_request("**/token/refresh/"):
        one.evaluate(read)
    with other.expect_response("**/auth/me/") as refused:
        other.evaluate(read)
    assert refused.value.status == 401
    other.wait_for_function("async () => (await navigator.locks.query()).pending.length > 0")
    asked[0].continue_()

    for tab in (one, other):
        assert tab.evaluate("async () => (await account).role") == "employee"
    assert len(asked) == 1
