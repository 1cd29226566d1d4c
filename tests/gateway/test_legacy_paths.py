"""Addresses from before versions have moved, for good and with everything a request carries."""

import pytest
import requests
from gateway_process import ALLOWED_ORIGIN

# What was there before versions; a route that came later has no such address.
ROUTES = [
    "auth", "customers", "employees", "vehicles", "projects",
    "appointments", "notifications", "users", "chatbot",
]  # fmt: skip


@pytest.mark.shows("SD06", "GW01")
@pytest.mark.parametrize("route", ROUTES)
def test_every_old_prefix_moved(gateway, route):
    answer = gateway.ask("GET", f"/api/{route}/some-thing/?page_size=5&search=a%20b")

    assert answer.status == 308
    assert answer.headers["Location"] == f"/api/v1/{route}/some-thing/?page_size=5&search=a%20b"


@pytest.mark.shows("SD06", "GW01")
def test_a_client_that_follows_arrives_with_method_body_and_query(gateway):
    answer = requests.post(f"{gateway.address}/api/vehicles/?dry_run=true", json={"make": "Škoda"}, timeout=5)

    assert answer.json()["method"] == "POST"
    assert answer.json()["path"] == "/api/v1/vehicles/?dry_run=true"
    assert answer.json()["body"] == '{"make": "\\u0160koda"}'


@pytest.mark.shows("GW14")
def test_the_redirect_says_until_when_the_old_address_works(gateway):
    headers = gateway.ask("GET", "/api/customers/me/").headers

    assert headers["Deprecation"] == "@1795392000"
    assert headers["Sunset"] == "Tue, 23 Nov 2027 00:00:00 GMT"
    assert headers["Link"] == '</api/v1/customers/me/>; rel="successor-version"'


def test_nothing_decoded_from_the_address_becomes_a_header(gateway):
    answer = gateway.ask("GET", "/api/users/%0d%0aSet-Cookie:%20a=b/")

    assert answer.headers["Location"] == "/api/v1/users/%0d%0aSet-Cookie:%20a=b/"
    assert answer.headers["Set-Cookie"] is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/api/users", "/api/v1/users/"),
        ("/api/users?page_size=5", "/api/v1/users/?page_size=5"),
        ("/api/users/me", "/api/v1/users/me/"),
        ("/api/appointments/calendar.ics?token=a", "/api/v1/appointments/calendar.ics?token=a"),
    ],
)
def test_the_redirect_leads_to_the_address_with_its_last_slash(gateway, old, new):
    assert gateway.ask("GET", old).headers["Location"] == new


@pytest.mark.parametrize("path", ["/api/users/a>b/", '/api/users/a"b/', "/api/users/<b/"])
def test_an_address_that_would_end_the_link_gets_none(gateway, path):
    answer = gateway.ask("GET", path)

    assert (answer.status, answer.headers["Link"]) == (308, None)


@pytest.mark.parametrize("path", ["/api/users/me/", "/api/docs"])
def test_a_redirect_has_no_page_of_nginx_in_it_and_may_be_followed_by_a_page(gateway, path):
    answer = gateway.ask("GET", path, Origin=ALLOWED_ORIGIN)

    assert (answer.status, answer.body, answer.headers["Content-Type"]) == (308, b"", None)
    assert answer.headers.get_all("Access-Control-Allow-Origin") == [ALLOWED_ORIGIN]


@pytest.mark.shows("GW14")
def test_only_what_is_old_is_deprecated(gateway):
    headers = gateway.ask("GET", "/api/docs").headers

    assert (headers["Location"], headers["Deprecation"], headers["Link"]) == ("/api/docs/", None, None)


def test_a_browser_may_ask_before_it_follows(gateway):
    answer = gateway.ask(
        "OPTIONS", "/api/users/me/", Origin=ALLOWED_ORIGIN, Access_Control_Request_Method="PATCH"
    )

    assert answer.status == 204
    assert answer.headers["Access-Control-Allow-Origin"] == ALLOWED_ORIGIN
    assert "PATCH" in answer.headers["Access-Control-Allow-Methods"]
    assert "authorization" in answer.headers["Access-Control-Allow-Headers"]


def test_an_old_address_that_never_was_is_not_found(gateway):
    assert gateway.ask("GET", "/api/authors/").status == 404
    assert gateway.ask("GET", "/api/auth%2e/").status in {400, 404}
