"""OWASP ASVS 5.0, chapter V8: all operations of all eight services, with keys and tokens that may too little.

What each role may do to its own and to others' things is in tests/access (matrix.yaml), by tokens in person;
here the same operations are called by API keys, by tokens with scopes and by an admin who has yet to enrol.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from attackers import AbsentThings, StolenKey, bearing, claims_of, each_of, status_and_code
from callers import PASSWORD, Callers
from merged_schema import OPERATIONS, Operation, how_to_send
from placeholders import Placeholders
from platform_client import Person

from chassis.auth.scopes import SCOPES

ACCESS = Path(__file__).parents[1] / "access"
MATRIX = yaml.safe_load((ACCESS / "matrix.yaml").read_text())
BODIES = yaml.safe_load((ACCESS / "bodies.yaml").read_text())
CLOSED = [one for one in OPERATIONS.values() if one.described["x-access"] != "Anyone"]
INSUFFICIENT = (403, "insufficient_scope")
FORBIDDEN = {(403, "permission_denied"), (404, "not_found")}


def outcome(person: Person, operation: Operation, path: str, said: Any = None) -> tuple[int, str]:
    options = how_to_send(operation, said) if said else {"stream": True}
    answer = person.request(operation.method, path, allow_redirects=False, **options)
    try:
        return status_and_code(answer)
    finally:
        answer.close()


def key_of(person: Person, *scopes: str) -> Person:
    """A program with a key of theirs, who show who they are once more for it."""
    person.post("auth/step-up/", {"password": PASSWORD}, 204)
    made = person.post("auth/api-keys/", {"name": "Script", "scopes": scopes}, 201)
    return bearing(person.gateway, made["key"])


def without(scope: str, programs: dict[str, dict[str, Person]], operation: Operation) -> Person:
    """The program that may all but this, of somebody whom the operation is for."""
    of_whom = "owner" if operation.described["x-access"] == "Customer" else "admin"
    return programs[of_whom][scope]


@pytest.fixture(scope="module")
def programs(callers: Callers) -> dict[str, dict[str, Person]]:
    """By whose they are, and by the one scope that each lacks; "" lacks none."""
    lacking = {"owner": ("", "customers:read", "customers:write", "auth:read"), "admin": ("", *SCOPES)}
    return {
        name: {
            scope: key_of(getattr(callers, name), *(one for one in SCOPES if one != scope))
            for scope in scopes
        }
        for name, scopes in lacking.items()
    }


def test_a_key_opens_nothing_that_its_scopes_do_not_name(programs: dict[str, dict[str, Person]]) -> None:
    """8.2.1, 10.3.2: each operation is called by a key that has all scopes but that one; those in person, by
    one with all.
    """

    def call(operation: Operation) -> tuple[str, tuple[int, str]]:
        scope = operation.described["x-scope"]
        program = without(scope if scope in SCOPES else "", programs, operation)
        return operation.name, outcome(program, operation, operation.path.format_map(AbsentThings()))

    answers = each_of(lambda one=one: call(one) for one in CLOSED)
    assert [each for each in answers if each[1] != INSUFFICIENT] == []
    assert len(answers) > 300


def test_a_token_with_a_scope_opens_nothing_else(callers: Callers, stolen_key: StolenKey) -> None:
    """8.2.1, 10.3.2: a token of an admin's with one scope, an empty one and an unknown one, at every
    operation.
    """
    claims = claims_of(callers.admin.token)
    for scope in ("users:read", "", "  ", "* admin vehicles vehicles:*"):
        bearer = bearing(callers.admin.gateway, stolen_key.token({**claims, "scope": scope}))
        answers = each_of(
            lambda one=one, bearer=bearer: (
                one.name,
                outcome(bearer, one, one.path.format_map(AbsentThings())),
            )
            for one in CLOSED
            if one.described["x-scope"] != scope or not scope.strip()
        )
        refused = {INSUFFICIENT, (403, "permission_denied")}  # what is for customers alone
        assert [each for each in answers if each[1] not in refused] == [], scope


def test_an_admin_who_has_yet_to_enrol_opens_nothing_else(callers: Callers, stolen_key: StolenKey) -> None:
    """6.3.3, 8.2.1: the token that REQUIRE_ADMIN_MFA gives, at every operation of all eight services."""
    claims = {**claims_of(callers.admin.token), "scope": "mfa:enrol auth:read"}
    bearer = bearing(callers.admin.gateway, stolen_key.token(claims))
    open_to_it = {one.name for one in CLOSED if one.described["x-scope"] in {"mfa:enrol", "auth:read"}}
    assert {one.method for one in CLOSED if one.described["x-scope"] == "auth:read"} == {"GET"}
    answers = each_of(
        lambda one=one: (one.name, outcome(bearer, one, one.path.format_map(AbsentThings())))
        for one in CLOSED
        if one.name not in open_to_it
    )
    refused = {INSUFFICIENT, (403, "permission_denied")}
    assert [each for each in answers if each[1] not in refused] == []
    assert len(answers) > 300


STRANGERS = [one for one in CLOSED if "{" in one.path and MATRIX[one.name].split()[1] in {"403", "404"}]


@pytest.fixture(scope="module")
def of_the_owner(callers: Callers) -> Placeholders:
    """Things that are there, and are the owner's or the workshop's."""
    return Placeholders(callers, callers.owner)


def test_a_key_opens_nothing_of_somebody_elses(callers: Callers, of_the_owner: Placeholders) -> None:
    """8.2.2: a stranger's key with all scopes is sent to every operation with an id in its path, of the
    owner's things.
    """
    program = key_of(callers.stranger, *SCOPES)
    calls = [
        (one, one.path.format_map(of_the_owner), of_the_owner.fill(BODIES.get(one.name))) for one in STRANGERS
    ]
    answers = each_of(
        lambda one=one, path=path, said=said: (one.name, outcome(program, one, path, said))
        for one, path, said in calls
    )
    assert [each for each in answers if each[1] not in FORBIDDEN | {INSUFFICIENT}] == []
    assert len(answers) > 150
    # They are there: what was refused is the stranger.
    callers.owner.get(f"vehicles/{of_the_owner['vehicle_id']}/")
    callers.admin.get(f"projects/{of_the_owner['project_id']}/")


@pytest.mark.parametrize(
    "spelling",
    [
        str.upper,
        lambda identity: identity.replace("-", ""),
        lambda identity: f"{{{identity}}}",
        lambda identity: f"urn:uuid:{identity}",
        lambda identity: f"{identity}%20",
        lambda identity: f"{identity}%00",
        lambda identity: f"{identity}/../{identity}",
        lambda identity: f"{identity};admin=1",
        lambda identity: f"*,{identity}",
    ],
    ids=["capitals", "bare", "braces", "urn", "blank", "null", "dots", "semicolon", "list"],
)
def test_no_spelling_of_an_id_opens_it(
    callers: Callers, of_the_owner: Placeholders, spelling: Callable[[str], str]
) -> None:
    """8.2.2: the owner's vehicle, appointment and account by ids that are spelt otherwise."""
    for path, name in (
        ("vehicles", "vehicle_id"),
        ("appointments", "appointment_id"),
        ("users", "account_id"),
    ):
        answer = callers.stranger.request("GET", f"{path}/{spelling(of_the_owner[name])}/")
        assert answer.status_code in {400, 404}, path


def test_what_lists_are_filtered_by_shows_nobody_elses(callers: Callers, of_the_owner: Placeholders) -> None:
    """8.2.2: a stranger's lists are filtered by the owner's id and vehicle, and searched for the owner."""
    vehicle = of_the_owner["vehicle_id"]
    for path in (
        f"vehicles/?owner_id={callers.owner.id}",
        f"appointments/?vehicle_id={vehicle}",
        f"appointments/?customer_id={callers.owner.id}",
        f"projects/?vehicle_id={vehicle}",
        f"projects/?customer_id={callers.owner.id}",
        f"vehicles/?search={callers.owner.email}",
        f"notifications/?account_id={callers.owner.id}",
    ):
        answer = callers.stranger.request("GET", path)
        assert answer.status_code in {400, 403, 404} or answer.json()["results"] == [], path
