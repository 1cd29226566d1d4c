"""The scopes that an API key can be given are those that routes ask for, no more and no fewer."""

import json
from pathlib import Path

from chassis.auth.scopes import SCOPES

MERGED = Path(__file__).resolve().parents[2] / "nginx/docs/openapi.json"
# Of a person who has nothing but their password yet, where more is needed: no key has it.
NOT_FOR_KEYS = {"mfa:enrol"}


def test_each_scope_of_a_route_can_be_given_and_no_other():
    asked = {
        operation["x-scope"]
        for operations in json.loads(MERGED.read_text())["paths"].values()
        for operation in operations.values()
        if operation.get("x-scope")
    }
    assert list(SCOPES) == sorted(asked - NOT_FOR_KEYS)
