"""OWASP ASVS 5.0, V15.3 and V8.2: fields that are nobody's to send are sent to every operation that writes.

The names are all those that any answer or request of the merged schema has, and some that models have. That
each reader sees their own fields alone is in tests/access, which holds answers to the schema.
"""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import demo
import pytest
from attackers import AbsentThings, status_and_code
from callers import PASSWORD, Callers
from merged_schema import OPERATIONS, SCHEMA, Operation, resolved
from platform_client import Person

OF_MODELS = {
    "password_digest", "password_hash", "is_superuser", "is_staff", "is_admin", "rights", "permissions",
    "scope", "session_id", "sid", "sub", "pk", "_id", "tenant_id", "deleted_at", "digest", "secret",
    "__proto__", "constructor", "account__role", "owner__id", "groups[]", "role.name", "$set",
}  # fmt: skip
NAMES = OF_MODELS | {
    name for described in SCHEMA["components"]["schemas"].values() for name in described.get("properties", {})
}
# Of a DELETE no body is read.
WRITING = [one for one in OPERATIONS.values() if one.method not in {"GET", "DELETE"}]
# Whom an operation is for; what is proven by a secret in its address is asked for it first.
CALLERS = {"Customer": "owner", "Anyone": "nobody"}
# Whoever they are from is proven by a secret before a word of their body is read.
PROVEN_FIRST = {
    "receiveMailEvent",
    "receiveProviderEvent",
    "receiveProviderMailEvents",
    "receiveReply",
    "receiveTextMessage",
}


def properties(described: dict[str, Any]) -> dict[str, Any]:
    """Of a body, by name; of one that has several shapes, of all of them."""
    described = resolved(described)
    own = dict(described.get("properties", {}))
    for shape in (one for word in ("oneOf", "anyOf", "allOf") for one in described.get(word, [])):
        own |= properties(shape)
    return own


def body_of(operation: Operation) -> dict[str, Any]:
    content = operation.described.get("requestBody", {}).get("content", {})
    return next(iter(content.values()))["schema"] if content else {}


def refused(answer: Any) -> dict[str, set[str]]:
    """The codes by field."""
    found: dict[str, set[str]] = {}
    for error in answer.json().get("errors", []):
        found.setdefault(error["field"], set()).add(error["code"])
    return found


def nested(described: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Objects and lists of objects below a body: where they are, and what they are."""
    for name, member in properties(described).items():
        member = resolved(member)
        shapes = [member, *member.get("allOf", []), *member.get("oneOf", []), *member.get("anyOf", [])]
        for shape in map(resolved, shapes):
            inner = resolved(shape.get("items", shape))
            if inner.get("properties"):
                yield f"{path}{name}{'[]' if 'items' in shape else ''}", inner


@pytest.mark.parametrize("operation", WRITING, ids=lambda one: one.name)
def test_every_field_that_is_not_an_operations_own_is_refused_by_name(
    operation: Operation, callers: Callers
) -> None:
    """15.3.3, 8.2.3: one body with all read-only and foreign fields there are: 400, and each of them is one
    mistake.
    """
    person: Person = getattr(callers, CALLERS.get(operation.described["x-access"], "admin"))
    first, *others = sorted(NAMES - properties(body_of(operation)).keys())

    def mistakes(*names: str) -> int:
        form = {"files": dict.fromkeys(names, (None, "x"))}
        how = form if operation.takes_files else {"json": dict.fromkeys(names, "x")}
        answer = person.request(operation.method, operation.path.format_map(AbsentThings()), **how)
        assert answer.status_code == 400, answer.text[:300]
        return len(answer.json().get("errors", [])) + answer.json().get("more_errors", 0)

    alone = mistakes(first)
    if operation.name in PROVEN_FIRST:
        assert alone == 0
    elif mistakes(first, *others) != alone + len(others):
        # Which they are, is asked one by one.
        assert [name for name in others if mistakes(first, name) == alone] == []


BELOW = [
    pytest.param(operation, name, inner, id=f"{operation.name} {name}")
    for operation in WRITING
    if not operation.takes_files and operation.name not in PROVEN_FIRST
    for name, inner in nested(body_of(operation))
]


@pytest.mark.parametrize(("operation", "name", "inner"), BELOW)
def test_nor_does_one_hide_inside_another(
    operation: Operation, name: str, inner: dict[str, Any], callers: Callers
) -> None:
    """15.3.3: the same inside the objects and lists of objects of a body."""
    person: Person = getattr(callers, CALLERS.get(operation.described["x-access"], "admin"))
    foreign = dict.fromkeys(NAMES - inner["properties"].keys(), "x")
    sent = {name.removesuffix("[]"): [foreign] if name.endswith("[]") else foreign}
    answer = person.request(operation.method, operation.path.format_map(AbsentThings()), json=sent)
    assert answer.status_code == 400, answer.text[:300]
    assert any(
        field.partition("[")[0].partition(".")[0] == name.removesuffix("[]") for field in refused(answer)
    )


PRIVILEGES = {
    "role": "admin",
    "groups": ["foreman"],
    "is_active": False,
    "email_verified": True,
    "phone_verified": True,
    "second_factors": [],
    "rights": 0,
    "has_login": False,
    "password": "chosen by somebody else",
    "id": str(uuid.uuid4()),
    "created_at": "2020-01-01T00:00:00Z",
}


@pytest.mark.parametrize("name", PRIVILEGES)
def test_nobody_raises_themselves(newcomer: Callable[[str], Person], name: str) -> None:
    """8.2.3, 15.3.3: beside a change that is right, a customer sends each field that would make them more."""
    person = newcomer("climber")
    before = person.get("auth/me/")
    for method, path, body in (
        ("PATCH", "auth/me/", {"first_name": "Augusta"}),
        ("PATCH", "users/me/", {"locale": "de-DE"}),
        ("PATCH", "customers/me/", {"company": "Engines"}),
        (
            "POST",
            "auth/password/change/",
            {"current_password": PASSWORD, "new_password": f"another {PASSWORD}"},
        ),
    ):
        answer = person.request(method, path, json={**body, name: PRIVILEGES[name]})
        assert status_and_code(answer) == (400, "invalid"), path
        assert "unknown_field" in refused(answer)[name]
    assert person.get("auth/me/") == before
    person.login(person.email, PASSWORD)


@pytest.mark.parametrize("role", ["admin", "employee", ["admin"], {"name": "admin"}], ids=str)
def test_whoever_registers_is_a_customer(gateway: str, role: Any) -> None:
    """8.2.3, 15.3.3: registering takes a role, for clients that send one, and does nothing with it; more is
    refused.
    """
    body = {
        "email": f"{uuid.uuid4().hex}@example.org",
        "password": PASSWORD,
        "first_name": "Climber",
        "last_name": "",
        "role": role,
    }
    nobody = Person(gateway, "nobody")
    assert status_and_code(
        nobody.request("POST", "auth/register/", json={**body, "groups": ["foreman"]})
    ) == (
        400,
        "invalid",
    )
    registered = nobody.signed_in(nobody.post("auth/register/", body, 201))
    assert (registered["account"]["role"], registered["account"]["groups"]) == ("customer", [])
    assert nobody.request("GET", "auth/accounts/").status_code == 403


def test_nobody_takes_or_gives_away_what_is_anothers(callers: Callers) -> None:
    """8.2.2, 8.2.3: a vehicle is registered for somebody else, and given to them, by fields beside the right
    ones.
    """
    owner, stranger = callers.owner, callers.stranger
    answer = stranger.request("POST", "vehicles/", json={**demo.new_vehicle(), "owner_id": owner.id})
    assert answer.status_code in {400, 403}, answer.text
    vehicle = owner.post("vehicles/", demo.new_vehicle(), 201)
    for name in ("owner_id", "customer_id", "id", "odometer_km", "created_at"):
        changed = owner.request(
            "PATCH", f"vehicles/{vehicle['id']}/", json={"color": "red", name: stranger.id}
        )
        assert changed.status_code == 400, name
    assert owner.get(f"vehicles/{vehicle['id']}/") == vehicle


@pytest.mark.parametrize(
    "body",
    [
        '{"first_name": "Augusta", "first_name": "Mallory"}',
        '{"role": "customer", "role": "admin"}',
        '{"first_name": "Augusta", "\\u0066irst_name": "Mallory"}',
        '[{"first_name": "Mallory"}]',
    ],
)
def test_a_name_counts_once(victim: Person, body: str) -> None:
    """15.3.5, 15.3.7: a name twice in one body, spelt by an escape too, and a list in place of the body."""
    before = victim.get("auth/me/")
    answer = victim.request("PATCH", "auth/me/", data=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert victim.get("auth/me/") == before
