"""contracts/openapi.yaml and contracts/events/ are what the code says."""

import json

import pytest
import yaml
from django.core.management import call_command
from jsonschema import Draft202012Validator

from appointments.events import NEWS_OF
from tests.conftest import CONTRACTS, URL, one

OPERATIONS = ("get", "post", "put", "patch", "delete")


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
    assert held >= 8


@pytest.mark.django_db
def test_what_is_answered_is_what_the_schema_says(contract, workshop, book, customer, employee):
    workshop()
    booked = book(customer, "2026-11-24T07:00:00Z")
    asked = {"service_type": "oil-change", "from": "2026-11-22", "to": "2026-11-24", "explain": "1"}
    for path, reply in {
        "slots/": customer.get(f"{URL}slots/", asked),
        "": customer.get(URL),
        "{appointment_id}/": customer.get(one(booked)),
        "{appointment_id}/history/": customer.get(one(booked, "history")),
        "service-types/": customer.get(f"{URL}service-types/"),
        "bays/": employee.get(f"{URL}bays/"),
        "opening-hours/": customer.get(f"{URL}opening-hours/"),
        "closures/": customer.get(f"{URL}closures/"),
        "policies/": customer.get(f"{URL}policies/"),
    }.items():
        answer = contract["paths"][f"{URL}{path}"]["get"]["responses"]["200"]["content"]
        schema = {**answer["application/json"]["schema"], "components": contract["components"]}
        Draft202012Validator(schema).validate(reply.json())


def test_there_is_an_example_of_all_our_news():
    promised = {path.stem for path in (CONTRACTS / "events").glob("*.json")}
    assert promised == {"appointment.booked.v1", "appointment.rescheduled.v1", *NEWS_OF.values()}


@pytest.mark.parametrize("path", sorted((CONTRACTS / "events").glob("*.json")), ids=lambda path: path.stem)
def test_every_event_example_is_json_with_an_identity_first(path):
    assert next(iter(json.loads(path.read_text()))) == "appointment_id"
