"""Whether an answer is one of the refusals that the service declares."""

from typing import Any

from jsonschema import Draft202012Validator

from chassis.catalogue import OF_THE_FRAMEWORK, field_codes, refusals, schema_of

COMMON = {"type", "title", "status", "detail", "code", "request_id"}


def hold_to_declarations(answer: Any) -> None:
    """Fail the test whose answer has a code, a status or a member that no errors.py declares."""
    if answer.get("Content-Type") != "application/problem+json":
        return
    if not answer.content or getattr(answer, "passed_on", False):
        return  # to a HEAD, or what an upstream said
    said = answer.json()
    if "errors" in said:
        undeclared = {error["code"] for error in said["errors"]} - field_codes()
        assert not undeclared, f"No errors.py declares for a field: {', '.join(sorted(undeclared))}."
        return
    if OF_THE_FRAMEWORK.get(said["code"]) == said["status"] and not said.keys() - COMMON:
        return
    meant = [one for one in refusals() if (one.code, one.status) == (said["code"], said["status"])]
    members = {name: value for name, value in said.items() if name not in COMMON}
    assert meant, f"No errors.py declares {said['status']} {said['code']}."
    assert any(members.keys() <= one.members.keys() and _fits(one, members) for one in meant), (
        f"{said['code']} is not declared with these members: {members}"
    )


def _fits(refusal: Any, members: dict[str, Any]) -> bool:
    return Draft202012Validator(schema_of(refusal)).is_valid(members)
