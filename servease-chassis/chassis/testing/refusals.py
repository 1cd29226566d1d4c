"""Whether an answer is one of the refusals that its operation declares."""

from typing import Any

from django.urls import Resolver404, resolve
from jsonschema import Draft202012Validator

from chassis.api.refusals import refusals_of
from chassis.catalogue import field_codes, refusals, schema_of
from chassis.errors import AWAY, MISASKED, Refusal

COMMON = {"type", "title", "status", "detail", "code", "request_id"}
# What any operation may need beside the upstreams that it asks.
OF_ALL = {"database", "authentication-service", "file-storage"}


def hold_to_declarations(answer: Any) -> None:
    """Fail the test whose answer has a code, a status or a member that its operation does not declare."""
    if answer.get("Content-Type") != "application/problem+json" or not answer.content:
        return  # not to a HEAD either
    said = answer.json()
    request = getattr(answer, "wsgi_request", None)
    view, method, route = _operation(request) if request else (None, "", "")
    declared = refusals_of(view, method, route) if view else None
    meant = [
        one
        for one in (refusals() if declared is None else declared)
        if not one.is_of_a_field and (one.code, one.status) == (said["code"], said["status"])
    ]
    where = f"{method} /{route} does not declare" if view else "No errors.py declares"
    assert meant, f"{where} {said['status']} {said['code']}."
    undeclared = {error["code"] for error in said.get("errors", [])} - field_codes()
    assert not undeclared, f"No errors.py declares for a field: {', '.join(sorted(undeclared))}."
    members = {name: value for name, value in said.items() if name not in COMMON}
    assert any(members.keys() <= one.members.keys() and _fits(one, members) for one in meant), (
        f"{said['code']} is not declared with these members: {members}"
    )
    if declared is not None and said["code"] in {AWAY.code, MISASKED.code}:
        known = OF_ALL.union(getattr(view, method.lower()).upstreams)
        assert said["service"] in known, f"{where} its upstream {said['service']}: @operation(upstreams=…)."


def _operation(request: Any) -> tuple[Any, str, str]:
    """The view that answered, as what and where; none for an address that nothing is at."""
    try:
        match = resolve(request.path)
    except Resolver404:
        return None, "", ""
    return getattr(match.func, "view_class", None), str(request.method).replace("HEAD", "GET"), match.route


def _fits(refusal: Refusal, members: dict[str, Any]) -> bool:
    return Draft202012Validator(schema_of(refusal)).is_valid(members)
