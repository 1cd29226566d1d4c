"""Rule: a field that a service adds to its answers breaks no test of another service."""

import json

import pytest

from chassis.testing import promises
from chassis.testing.promises import promised

VEHICLE = "/api/v1/vehicles/0192f5d2-6f5e-7c3a-8a51-3d5f0e0c9b11/"


@pytest.fixture(scope="module")
def committed():
    return promises._contract("vehicleandproject-service")


@pytest.fixture
def contract(committed, tmp_path, monkeypatch):
    """A copy of vehicleandproject-service's contract, which a test may change: as JSON, which is YAML."""
    folder = tmp_path / "vehicleandproject-service" / "contracts"
    folder.mkdir(parents=True)
    path = folder / "openapi.yaml"
    path.write_text(json.dumps(committed))
    monkeypatch.setattr(promises, "SERVICES", tmp_path)
    promises._contract.cache_clear()
    yield path
    promises._contract.cache_clear()


def add_field(path, name, schema, required):
    contract = json.loads(path.read_text())
    vehicle = contract["components"]["schemas"]["Vehicle"]
    vehicle["properties"][name] = schema
    vehicle["required"] += [name] if required else []
    path.write_text(json.dumps(contract))
    promises._contract.cache_clear()


def vehicle(**data):
    return promised("vehicleandproject-service", "GET", VEHICLE, 200, data)


@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "format": "uuid"},
        {"type": ["string", "null"], "format": "date-time"},
        {"type": "object", "properties": {"amount": {"type": "string"}}, "required": ["amount"]},
        {"type": "string", "enum": ["petrol", "diesel"]},
    ],
)
def test_a_reply_that_does_not_know_a_new_field_is_still_what_the_contract_allows(contract, schema, required):
    add_field(contract, "novelty", schema, required)
    answered = vehicle(make="Opel")
    assert answered["make"] == "Opel"
    assert ("novelty" in answered) == required


def test_what_a_test_says_itself_is_not_replaced_and_is_held_to_the_contract(contract):
    assert vehicle(year=1999)["year"] == 1999
    with pytest.raises(AssertionError, match="is not of type"):
        vehicle(year="soon")
    with pytest.raises(AssertionError, match="no GET /api/v1/flying-vehicles/"):
        promised("vehicleandproject-service", "GET", "/api/v1/flying-vehicles/", 200, {})


def test_each_row_of_a_page_is_made_whole(contract):
    data = {"results": [{"year": 1999}]}
    page = promised("vehicleandproject-service", "GET", "/api/v1/vehicles/", 200, data)
    [row] = page["results"]
    assert row["year"] == 1999
    assert {"id", "owner_id", "make", "plate"} <= set(row)
