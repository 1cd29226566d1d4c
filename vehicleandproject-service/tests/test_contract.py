"""contracts/openapi.yaml and contracts/events/ are what the code says."""

import json

import pytest
import yaml
from django.core.management import call_command
from jsonschema import Draft202012Validator

from tests.conftest import CONTRACTS


@pytest.fixture(scope="module")
def contract():
    return yaml.safe_load((CONTRACTS / "openapi.yaml").read_text())


def test_the_committed_contract_is_what_the_code_says(tmp_path):
    """If this fails: python manage.py spectacular --file contracts/openapi.yaml --validate."""
    call_command("spectacular", file=str(tmp_path / "now.yaml"), validate=True, fail_on_warn=True)
    assert (tmp_path / "now.yaml").read_text() == (CONTRACTS / "openapi.yaml").read_text()


def test_every_operation_has_its_own_id_a_summary_and_somebody_it_is_for(contract):
    operations = [operation for path in contract["paths"].values() for operation in path.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    for operation in operations:
        assert operation["summary"]
        assert operation["x-access"] != "Nobody"


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


def test_a_page_says_what_it_is(contract):
    listing = contract["paths"]["/api/v1/vehicles/"]["get"]["responses"]["200"]["content"]
    assert listing["application/json"]["schema"] == {"$ref": "#/components/schemas/VehiclePage"}
    page = contract["components"]["schemas"]["VehiclePage"]
    assert set(page["required"]) == {"next", "previous", "results"}
    assert page["properties"]["results"]["items"] == {"$ref": "#/components/schemas/Vehicle"}


def test_a_body_with_an_unknown_field_is_outside_the_contract(contract):
    assert contract["components"]["schemas"]["RegisterVehicleRequest"]["additionalProperties"] is False


@pytest.mark.parametrize("path", sorted((CONTRACTS / "events").glob("*.json")), ids=lambda path: path.stem)
def test_every_event_example_is_json_with_an_identity_first(path):
    assert next(iter(json.loads(path.read_text()))) == f"{path.stem.split('.')[0]}_id"
