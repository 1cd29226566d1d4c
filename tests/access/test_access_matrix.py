"""Every operation of the platform answers each kind of caller as the table in matrix.yaml says."""

from collections.abc import Callable
from pathlib import Path

import pytest
import requests
import yaml
from callers import PASSWORD, Callers
from jsonschema import Draft202012Validator
from merged_schema import OPERATIONS, SCHEMA, Operation, how_to_send, media_type_of, resolved
from placeholders import Placeholders
from platform_client import Person

HERE = Path(__file__).parent
CALLERS = ("nobody", "stranger", "owner", "employee", "admin")
MATRIX = yaml.safe_load((HERE / "matrix.yaml").read_text())
BODIES = yaml.safe_load((HERE / "bodies.yaml").read_text())


# What stands in a path's braces where it is another than elsewhere: no caller is signed out by force.
ELSEWHERE = {"signOutEverywhere": {"account_id": "{registered_id}"}}


@pytest.mark.shows("GW13")
def test_every_operation_has_a_row_and_every_row_and_body_an_operation() -> None:
    assert set(MATRIX) == set(OPERATIONS)
    assert set(BODIES) <= set(OPERATIONS)


@pytest.fixture(scope="session")
def lasting_values(callers: Callers) -> dict[str, Placeholders]:
    """For each caller what all calls share that change nothing."""
    return {name: Placeholders(callers, getattr(callers, name)) for name in CALLERS}


@pytest.fixture
def outcome(
    callers: Callers, lasting_values: dict[str, Placeholders]
) -> Callable[[Operation, str, str], str]:
    """Calls an operation and tells how that went, in the words of the table."""

    def call(operation: Operation, name: str, expected: str) -> str:
        caller: Person = getattr(callers, name)
        changes = operation.method != "GET" and expected == "ok"
        values = Placeholders(callers, caller) if changes else lasting_values[name]
        if changes:
            values.update(values.fill(ELSEWHERE.get(operation.name, {})))
        path = operation.path.format_map(values)
        said = values.fill(BODIES.get(operation.name))
        if changes and operation.path.startswith("auth/") and caller.token:
            # What is dangerous takes a recent sign-in, and the callers signed in at the beginning.
            caller.post("auth/step-up/", {"password": PASSWORD}, 204)
        # Where somebody is led is no answer of the operation.
        options = {**how_to_send(operation, said), "allow_redirects": False}
        answer = caller.request(operation.method, path, **options)
        hold_to_the_schema(operation, answer)
        status = answer.status_code
        return "ok" if status < 300 or status == 409 else str(status)

    return call


def hold_to_the_schema(operation: Operation, answer: requests.Response) -> None:
    """Whoever asks, the status and the code are what the operation declares, with its members."""
    said, media_type = operation.described["responses"], media_type_of(answer)
    if media_type == "text/event-stream":
        answer.close()
        assert media_type in said[str(answer.status_code)]["content"]
        return
    where = f"{operation.name} answered {answer.status_code} {answer.text[:300]}"
    assert str(answer.status_code) in said, where
    response = resolved(said[str(answer.status_code)])
    contents = response.get("content", {})
    content = contents.get(media_type) or contents.get("*/*")
    assert content or not answer.content, where
    if content and media_type.endswith("json"):
        validator = Draft202012Validator({**content["schema"], "components": SCHEMA["components"]})
        assert not [error.message for error in validator.iter_errors(answer.json())], where


@pytest.mark.shows("GW13", "GW17")
@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_each_caller_gets_what_the_table_says(
    operation: Operation, outcome: Callable[[Operation, str, str], str]
) -> None:
    expected = MATRIX.get(operation.name, "? ? ? ? ?").split()

    got = [outcome(operation, name, word) for name, word in zip(CALLERS, expected, strict=True)]

    assert dict(zip(CALLERS, got, strict=True)) == dict(zip(CALLERS, expected, strict=True))
