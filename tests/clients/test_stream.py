"""Both clients follow a project, also while the gateway and the stream are killed, and miss nothing."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import demo
import pytest
import requests
from callers import PASSWORD
from docs_browser import DocsPage
from platform_client import Person
from platform_processes import PlatformProcesses
from servease import Client, Tokens
from services import PORTS, ROOT

# One of those whose pages may call the API in development.
PORT = 5173
PAGE = """
<!doctype html><title>A garage</title><p id="seen"></p>
<script type="module">
  import { createClient } from "./servease/index.js";
  const client = createClient({ baseUrl: "GATEWAY" });
  await client.signIn({ body: { email: "EMAIL", password: "PASSWORD" } });
  const seen = [];
  for await (const { event, data } of client.stream({ topics: ["project:PROJECT"] })) {
    if (event === "reset") seen.push("reset");
    if (event === "project.eta_changed") seen.push(data.ready_at.slice(11, 16));
    document.querySelector("#seen").textContent = seen.join(" ");
  }
</script>
"""
# Not tomorrow, which may have begun by then.
SOME_DAY = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=2)


@pytest.fixture
def project(customer: Person) -> str:
    vehicle = customer.post("vehicles/", demo.new_vehicle(), 201)
    body = {"vehicle_id": vehicle["id"], "kind": "service", "title": "Brakes squeal"}
    return str(customer.post("projects/", body, 201)["id"])


@pytest.fixture
def say_when(chief: Person, project: str) -> Callable[[], str]:
    """Says another time at which the work will be done, a minute after the one before. Past the gateway."""
    port = PORTS["vehicleandproject-service"] + int(os.environ.get("PORT_OFFSET", "0"))
    minutes = iter(range(24 * 60))

    def say() -> str:
        ready_at = SOME_DAY + timedelta(minutes=next(minutes))
        answer = requests.post(
            f"http://127.0.0.1:{port}/api/v1/projects/{project}/etas/",
            json={"ready_at": ready_at.isoformat(), "reason": "The filter comes later."},
            headers={"Authorization": f"Bearer {chief.token}"},
            timeout=30,
        )
        assert answer.status_code == 201, answer.text
        return f"{ready_at:%H:%M}"

    return say


def holds_through_it_all(
    seen: Callable[[], list[str]], say_when: Callable[[], str], platform: PlatformProcesses
) -> None:
    said = []

    def until(condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 60
        while not condition():
            assert time.monotonic() < deadline, (said, seen())
            time.sleep(0.1)

    while not seen():
        said.append(say_when())
        time.sleep(0.2)
    said = said[said.index(seen()[0]) :]
    with platform.without("gateway"):
        said += [say_when() for _ in range(5)]
    until(lambda: len(seen()) >= len(said))
    platform.kill("notification-service-stream")
    said += [say_when() for _ in range(5)]
    until(lambda: len(seen()) >= len(said))
    said.append(say_when())
    until(lambda: said[-1] in seen())
    assert seen() == said


@pytest.fixture
def page_that_follows(
    tmp_path: Path, gateway: str, customer: Person, project: str, docs_page: DocsPage
) -> Iterator[DocsPage]:
    """A page of another origin with a copy of the modules."""
    (tmp_path / "servease").symlink_to(ROOT / "clients/typescript/dist")
    values = {"GATEWAY": gateway, "EMAIL": customer.email, "PASSWORD": PASSWORD, "PROJECT": project}
    text = PAGE
    for name, value in values.items():
        text = text.replace(f'"{name}"', f'"{value}"').replace(f":{name}", f":{value}")
    (tmp_path / "index.html").write_text(text)
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", PORT), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        docs_page.page.goto(f"http://127.0.0.1:{PORT}/")
        yield docs_page
        server.shutdown()
        thread.join()


@pytest.mark.shows("NO09", "GW16")
def test_a_page_misses_nothing_although_the_gateway_and_the_stream_are_killed(
    page_that_follows: DocsPage, say_when: Callable[[], str], platform: PlatformProcesses
) -> None:
    seen = page_that_follows.page.locator("#seen")
    holds_through_it_all(lambda: seen.inner_text().split(), say_when, platform)


@pytest.mark.shows("NO09", "GW16")
def test_a_program_misses_nothing_although_the_gateway_and_the_stream_are_killed(
    gateway: str, customer: Person, project: str, say_when: Callable[[], str], platform: PlatformProcesses
) -> None:
    seen: list[str] = []
    connections = requests.Session()
    connections.trust_env = False
    client = Client(gateway, tokens=Tokens(customer.token, ""), connections=connections)

    def follow() -> None:
        for news in client.stream([f"project:{project}"]):
            if news.event == "reset":
                seen.append("reset")
            if news.event == "project.eta_changed":
                seen.append(news.data["ready_at"][11:16])

    threading.Thread(target=follow, daemon=True).start()
    holds_through_it_all(lambda: list(seen), say_when, platform)
