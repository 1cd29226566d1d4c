"""contracts/openapi.yaml is what the code says, and its examples are what it allows."""

import pytest
import yaml
from django.core.management import call_command
from jsonschema import Draft202012Validator

from tests.conftest import SERVICE

CONTRACT = SERVICE / "contracts" / "openapi.yaml"


@pytest.fixture(scope="module")
def contract():
    return yaml.safe_load(CONTRACT.read_text())


def test_the_committed_contract_is_what_the_code_says(tmp_path):
    """If this fails: python manage.py spectacular --file contracts/openapi.yaml --validate."""
    call_command("spectacular", file=str(tmp_path / "now.yaml"), validate=True, fail_on_warn=True)
    assert (tmp_path / "now.yaml").read_text() == CONTRACT.read_text()


def test_every_operation_has_its_own_id_a_summary_and_somebody_it_is_for(contract):
    operations = [operation for path in contract["paths"].values() for operation in path.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    for operation in operations:
        assert operation["summary"]
        assert operation["x-access"] in {"Staff", "Admin"}


def test_every_example_is_a_thing_the_schema_allows(contract):
    held = 0
    for path in contract["paths"].values():
        for operation in path.values():
            for part in (operation.get("requestBody", {}), *operation["responses"].values()):
                for content in part.get("content", {}).values():
                    schema = {**content["schema"], "components": contract["components"]}
                    for example in content.get("examples", {}).values():
                        Draft202012Validator(schema).validate(example["value"])
                        held += 1
    assert held > 10
