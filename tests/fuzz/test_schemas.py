"""Whatever is sent to an operation, it answers as its schema says, and never with a defect.

The examples are the same in every run. Each is sent by somebody: nobody, a customer, an employee, an admin.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from placeholders import Placeholders
from schemathesis import GenerationMode, checks
from services import PORTS

ROOT = Path(__file__).resolve().parents[2]
# More of them, and others each time, with FUZZ_EXAMPLES=200.
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "20"))
LONGEST_ADDRESS, LARGEST_BODY = 8_000, 65_536
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
    checks.negative_data_rejection,
]


def operations_of(service: str) -> list[schemathesis.APIOperation]:
    schema = schemathesis.openapi.from_path(ROOT / service / "contracts/openapi.yaml")
    # Tokens are ours to send: made-up ones would hide the operations behind a 401.
    schema.config.generation.update(with_security_parameters=False)
    return [found.ok() for found in schema.get_all_operations()]


OPERATIONS = [
    pytest.param(service, operation, id=f"{service} {operation.label}")
    for service in PORTS
    for operation in operations_of(service)
]
# By the word that the schema has for whom an operation is for.
WHO = {
    "Anyone": ["nobody", "customer"],
    "SignedIn": ["customer", "admin"],
    "Customer": ["customer"],
    "Staff": ["admin", "employee"],
    "Admin": ["admin"],
    "May": ["admin", "employee"],
    "Service": ["service"],
}
SESSION = requests.Session()
SESSION.trust_env = False


@pytest.mark.shows("GW02", "GW03")
@pytest.mark.parametrize(("service", "operation"), OPERATIONS)
def test_an_operation_keeps_its_word(
    service: str,
    operation: schemathesis.APIOperation,
    address_of: Callable[[str], str],
    tokens: dict[str, str],
    real: Placeholders,
) -> None:
    @settings(
        max_examples=EXAMPLES,
        derandomize="FUZZ_EXAMPLES" not in os.environ,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases(operation, real), caller=callers(operation))
    def keeps_its_word(case: schemathesis.Case, caller: str) -> None:
        assume(fits(case, address_of(service)))
        authorization = {"Authorization": f"Bearer {tokens[caller]}"} if tokens[caller] else {}
        case.call_and_validate(address_of(service), SESSION, headers=authorization, checks=CHECKS)

    keeps_its_word()


def fits(case: schemathesis.Case, address: str) -> bool:
    """Whether a web server takes it: what is too long is 414, and too large 413, before it is looked into."""
    request = requests.Request(**case.as_transport_kwargs(base_url=address)).prepare()
    return len(request.url or "") < LONGEST_ADDRESS and len(request.body or "") < LARGEST_BODY


def cases(operation: schemathesis.APIOperation, real: Placeholders) -> st.SearchStrategy[schemathesis.Case]:
    """Right and wrong requests, about what is there and about what is not."""
    names = [parameter.name for parameter in operation.path_parameters]
    # What is deleted cannot be found by those who come after.
    known = {name: real[name] for name in names} if operation.method != "delete" else {}
    return st.one_of(
        operation.as_strategy(mode, path_parameters=path)
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        for path in ([known, known, None] if known else [None])
    )


def callers(operation: schemathesis.APIOperation) -> st.SearchStrategy[str]:
    """Mostly those whom the operation is for."""
    word = operation.definition.raw["x-access"].partition(" ")[0]
    return st.sampled_from(3 * WHO[word] + ["customer", "nobody"])
