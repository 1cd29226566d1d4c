"""OWASP ASVS 5.0, chapter V3: what a page of somebody else's can do with a visitor's browser.

Nothing here sets or reads a cookie, so that a browser adds nothing to a forged request. Security headers and
CORS of the gateway's own answers are in tests/gateway.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from attackers import OF_EACH_SERVICE, AbsentThings, each_of
from callers import PASSWORD, Callers
from merged_schema import OPERATIONS, SCHEMA, Operation
from platform_client import Person

EVIL = [
    "https://evil.example",
    "null",
    "http://localhost.evil.example:3000",
    "http://localhost:30000",
    "file://",
]
ALLOW = "Access-Control-Allow-"


def asked(person: Person, operation: Operation, **options: Any) -> Any:
    """The answer, of which a stream is not read."""
    path = operation.path.format_map(AbsentThings())
    answer = person.request(operation.method, path, stream=True, allow_redirects=False, **options)
    answer.close()
    return answer


@pytest.mark.parametrize("who", ["nobody", "owner", "admin"])
def test_no_operation_sets_a_cookie(callers: Callers, who: str) -> None:
    """3.3.1 to 3.3.4, 3.5.1: each operation of the schema is called by nobody, a customer and an admin: no
    cookie.
    """
    person: Person = getattr(callers, who)
    kept = {"signOut", "changePassword"}  # would end the callers' own session, were their bodies right
    answers = each_of(
        lambda one=one: (one.name, asked(person, one).headers.get("Set-Cookie"))
        for one in OPERATIONS.values()
        if one.method != "DELETE" and one.name not in kept
    )
    assert [each for each in answers if each[1] is not None] == []
    assert len(answers) > 300
    assert "cookie" not in json.dumps(SCHEMA["components"].get("securitySchemes", {}))


def test_nor_does_what_succeeds(newcomer: Callable[[str], Person], gateway: str) -> None:
    """3.3.1, 3.5.1: registering, signing in, refreshing and signing out succeed without one."""
    email = newcomer("somebody").email
    browser = Person(gateway, "browser")
    signed_in = browser.request("POST", "auth/login/", json={"email": email, "password": PASSWORD})
    refreshed = browser.request("POST", "auth/token/refresh/", json={"refresh": signed_in.json()["refresh"]})
    out = browser.request("POST", "auth/logout/", json={"refresh": refreshed.json()["refresh"]})
    assert [answer.status_code for answer in (signed_in, refreshed, out)] == [200, 200, 204]
    assert not browser._session.cookies


@pytest.mark.parametrize("origin", EVIL)
def test_no_strange_origin_reads_an_answer(victim: Person, origin: str) -> None:
    """3.4.2: each service is asked, with a true token, and asked for leave, by pages of other origins."""
    for path in OF_EACH_SERVICE.values():
        preflight = {
            "Access-Control-Request-Method": "PATCH",
            "Access-Control-Request-Headers": "authorization",
        }
        for method, headers in (("GET", {}), ("OPTIONS", preflight)):
            answer = victim.request(method, path, headers={"Origin": origin, **headers})
            assert not [name for name in answer.headers if name.startswith(ALLOW)], (method, path)


def test_nor_does_a_friendly_one_with_credentials(victim: Person) -> None:
    """3.4.2, 3.5.2: a page of the configured origins is named, never `*`, and may send no cookies."""
    for path in OF_EACH_SERVICE.values():
        answer = victim.request("GET", path, headers={"Origin": "http://localhost:3000"})
        assert answer.headers[f"{ALLOW}Origin"] == "http://localhost:3000"
        assert f"{ALLOW}Credentials" not in answer.headers


FORMS = [
    "application/x-www-form-urlencoded",
    "text/plain",
    "text/plain;x=application/json",
    "application/csp-report",
]
# What a mail program, a provider of text messages or of mail sends is no page's, and is proven otherwise.
TAKES_FORMS = {"unsubscribe"}


@pytest.mark.parametrize("media_type", FORMS)
def test_no_form_of_another_page_is_taken(callers: Callers, media_type: str) -> None:
    """3.5.2: what a page may send without asking first, a form or plain text, is sent to each operation that
    takes JSON.
    """
    body = json.dumps({"email": "a@example.org"}).encode()
    headers = {"Content-Type": media_type, "Origin": "https://evil.example"}
    writing = [
        one
        for one in OPERATIONS.values()
        if "requestBody" in one.described and not one.takes_files and one.name not in TAKES_FORMS
    ]
    answers = each_of(
        lambda one=one: (one.name, asked(callers.admin, one, data=body, headers=headers).status_code)
        for one in writing
    )
    # 401 and 403: of whom the operation is not for, or that is proven by a secret of its own.
    assert {each for each in answers if each[1] not in {401, 403, 404, 415}} == set()
    assert sum(status == 415 for _, status in answers) > 100


def test_reading_changes_nothing(callers: Callers) -> None:
    """3.5.3: what a link or an image may send, GET and HEAD, is none of the methods of what changes
    something.
    """
    for one in OPERATIONS.values():
        if "get" not in SCHEMA["paths"][f"/api/v1/{one.path}"]:
            answer = asked(callers.admin, Operation(one.name, "GET", one.path))
            assert answer.status_code == 405, one.name


@pytest.mark.parametrize("pose", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method"])
def test_a_method_is_what_it_is(victim: Person, pose: str) -> None:
    """3.5.3, 4.1.4: a GET that says by header or query that it is a DELETE or a PATCH deletes and changes
    nothing.
    """
    before = victim.get("auth/me/")
    options = {"params": {pose: "PATCH"}} if pose == "_method" else {"headers": {pose: "PATCH"}}
    victim.request("GET", "auth/me/", json={"first_name": "Mallory"}, **options)
    assert victim.get("auth/me/") == before
    assert victim.request("TRACE", "auth/me/").status_code == 405
