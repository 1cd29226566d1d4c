"""Whether an answer is one of the refusals that the service declares."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from jsonschema import Draft202012Validator

from chassis.catalogue import OF_THE_FRAMEWORK, field_codes, refusals, schema_of
from chassis.errors import Refusal

NOT_OURS = {"chassis", "corsheaders", "django", "drf_spectacular", "rest_framework"}
COMMON = {"type", "title", "status", "detail", "code", "request_id"}


def hold_to_declarations(answer: Any) -> None:
    """Fail the test whose answer has a code, a status or a member that no errors.py declares."""
    if answer.get("Content-Type") != "application/problem+json" or not every_app_declares():
        return
    if not answer.content or getattr(answer, "passed_on", False):
        return  # to a HEAD, or what a neighbour said
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


def every_app_declares() -> bool:
    """Whether each app of this service has said in its errors.py what it refuses with."""
    modules = [
        f"{app.name}.errors" for app in apps.get_app_configs() if app.name.partition(".")[0] not in NOT_OURS
    ]
    return all(
        find_spec(module) and any(isinstance(one, Refusal) for one in vars(import_module(module)).values())
        for module in modules
    )


def _fits(refusal: Any, members: dict[str, Any]) -> bool:
    return Draft202012Validator(schema_of(refusal)).is_valid(members)
