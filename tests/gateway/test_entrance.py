"""Who comes without an address is shown the way: people at /, programs at /api/v1/."""

import json
import re

import pytest
from services import ROOT


def test_the_map_of_resources_is_that_of_the_routes(gateway):
    answer = gateway.ask("GET", "/api/v1/")

    assert answer.headers["Content-Type"] == "application/json"
    routed = {route.stem: f"/api/v1/{route.stem}/" for route in (ROOT / "nginx/routes").glob("*.conf")}
    assert answer.json() == routed
    for noun, address in routed.items():
        assert f"location {address} {{" in (ROOT / f"nginx/routes/{noun}.conf").read_text()


def test_the_map_has_every_noun_of_the_schema(gateway):
    tags = json.loads((ROOT / "nginx/docs/openapi.json").read_text())["tags"]

    assert list(gateway.ask("GET", "/api/v1/").json()) == sorted({tag["name"] for tag in tags})


@pytest.mark.parametrize("path", ["/", "/api/v1/"])
def test_the_way_in_may_only_be_read(gateway, path):
    answer = gateway.ask("POST", path, body="x")

    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_the_page_leads_on(gateway):
    answer = gateway.ask("GET", "/")

    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html")
    leads_to = set(re.findall(r'href="([^"]+)"', answer.body.decode()))
    assert {
        "/api/docs/",
        "/api/docs/guide.html",
        "/api/v1/",
        "/api/v1/openapi.json",
        "/health/services",
    } <= leads_to


@pytest.mark.parametrize("path", ["/", "/api/docs/"])
def test_only_development_names_accounts(gateway, another_gateway, path):
    development = another_gateway(DEBUG="true")
    development.collect_docs()

    assert b"customer@servease.test" in development.ask("GET", path).body
    for body in (gateway.ask("GET", path).body, gateway.ask("GET", "/api/docs/demo_accounts.html").body):
        assert b"servease.test" not in body
        assert b"servease-demo" not in body
        assert b"<!--#" not in body


def test_the_accounts_it_names_are_those_of_the_seed():
    named = set(re.findall(r"\w+@servease\.test", (ROOT / "nginx/docs/demo_accounts.html").read_text()))
    seeds = (ROOT / "authentication-service/accounts/management/commands/seed.py").read_text()

    assert named <= set(re.findall(r"\w+@servease\.test", seeds))
    assert "servease-demo" in seeds


@pytest.mark.shows("SD23")
def test_without_a_token_one_learns_nothing_that_helps_an_attacker(another_gateway):
    """No host, port, path, person or secret; the same for everybody."""
    gateway = another_gateway(SERVEASE_COMMIT="0123456789ab")
    gateway.collect_docs()
    page = gateway.ask("GET", "/").body.decode()

    assert gateway.ask("GET", "/", Authorization="Bearer a.b.c").body.decode() == page
    assert "0123456789ab" not in page
    assert not re.search(r"127\.0\.0\.1|localhost|:\d{4}\b|://|@|password|/srv|/home|<!--", page)
