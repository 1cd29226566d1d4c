"""contracts/openapi.yaml and contracts/events/ say what is true of this service."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from appointments.events import NEWS_OF
from chassis.testing.contracts import committed_contract
from tests.urls import URL, url_of


@pytest.fixture(scope="module")
def contract():
    return committed_contract()


@pytest.mark.django_db
def test_what_is_answered_is_what_the_schema_says(
    contract, workshop, book, join, make_series, customer, employee, admin
):
    workshop()
    booked = book(customer, "2026-11-24T07:00:00Z")
    admin.patch(f"{URL}locations/{booked['location_id']}/", {"country": "DE"})
    admin.put(f"{URL}opening-hours/exceptions/2026-11-24/", {"name": "Inventory", "periods": []})
    params = {"service_type": "oil-change", "from": "2026-11-22", "to": "2026-11-24", "explain": "1"}
    bay_id, day = booked["bay"]["id"], {"start": "2026-11-25T07:00:00Z", "end": "2026-11-25T08:00:00Z"}
    assert admin.post(f"{URL}blocks/", {"bay_id": bay_id, "reason": "Oil", **day}).status_code == 201
    join(customer, weekdays=[6], time_from="03:00")
    made = make_series(customer, until="2027-06-30").json()
    for path, reply in {
        "slots/": customer.get(f"{URL}slots/", params),
        "": customer.get(URL),
        "{appointment_id}/": customer.get(url_of(booked)),
        "{appointment_id}/history/": customer.get(url_of(booked, "history")),
        "service-types/": customer.get(f"{URL}service-types/"),
        "bays/": employee.get(f"{URL}bays/"),
        "opening-hours/": customer.get(f"{URL}opening-hours/"),
        "opening-hours/exceptions/": customer.get(f"{URL}opening-hours/exceptions/"),
        "opening-hours/exceptions/{date}/": employee.get(f"{URL}opening-hours/exceptions/2026-11-24/"),
        "closures/holidays/": employee.get(f"{URL}closures/holidays/"),
        "blocks/": employee.get(f"{URL}blocks/"),
        "closures/": customer.get(f"{URL}closures/"),
        "policies/": customer.get(f"{URL}policies/"),
        "rota/": employee.get(f"{URL}rota/", {"from": "2026-11-24"}),
        "stats/": admin.get(f"{URL}stats/", {"from": "2026-11-24", "to": "2026-11-24"}),
        "lendables/": employee.get(f"{URL}lendables/"),
        "series/": customer.get(f"{URL}series/"),
        "series/{series_id}/": customer.get(f"{URL}series/{made['id']}/"),
        "waitlist/": customer.get(f"{URL}waitlist/"),
    }.items():
        answer = contract["paths"][f"{URL}{path}"]["get"]["responses"]["200"]["content"]
        schema = {**answer["application/json"]["schema"], "components": contract["components"]}
        Draft202012Validator(schema).validate(reply.json())


def test_each_status_that_is_told_of_has_its_event():
    assert set(NEWS_OF.values()) <= {path.stem for path in Path("contracts/events").glob("*.json")}
