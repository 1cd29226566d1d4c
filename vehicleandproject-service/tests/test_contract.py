"""contracts/openapi.yaml and contracts/events/ say what is true of this service."""

import pytest

from chassis.testing.contracts import committed_contract


@pytest.fixture(scope="module")
def contract():
    return committed_contract()


def test_a_page_says_what_it_is(contract):
    listing = contract["paths"]["/api/v1/vehicles/"]["get"]["responses"]["200"]["content"]
    assert listing["application/json"]["schema"] == {"$ref": "#/components/schemas/VehiclePage"}
    page = contract["components"]["schemas"]["VehiclePage"]
    assert set(page["required"]) == {"next", "previous", "results"}
    assert page["properties"]["results"]["items"] == {"$ref": "#/components/schemas/Vehicle"}


def test_a_body_with_an_unknown_field_is_outside_the_contract(contract):
    assert contract["components"]["schemas"]["RegisterVehicleRequest"]["additionalProperties"] is False
