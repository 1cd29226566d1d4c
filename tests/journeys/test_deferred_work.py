"""From what was deferred to the visit on which it is offered again."""

from typing import Any

import demo
import pytest
from platform_client import Person

PADS = {
    "kind": "part",
    "description": "Brake pads, rear",
    "quantity": "1",
    "unit_price": {"amount": "64.90", "currency": "EUR"},
    "tax_rate": "standard",
}


@pytest.mark.shows("PR10")
def test_what_was_deferred_is_booked_and_offered_at_the_visit(customer: Person, chief: Person) -> None:
    vehicle = customer.post("vehicles/", demo.new_vehicle(), 201)
    deferred_on_work_that_is_given_up(customer, chief, vehicle)
    path = f"vehicles/{vehicle['id']}/deferred-work/"
    (pads,) = customer.get(path)["results"]
    assert (pads["description"], pads["net"]["amount"]) == ("Brake pads, rear", "64.90")

    wanted = {"line_ids": [pads["id"]], "service_type": demo.SERVICE_TYPE}
    held = customer.post(f"{path}hold/", wanted, 201, **demo.once())
    booking = {"vehicle_id": vehicle["id"], "service_type": demo.SERVICE_TYPE, "start": held["start"]}
    booked = customer.post("appointments/", {**booking, "hold_id": held["hold_id"]}, 201, **demo.once())

    visit = f"projects/{demo.check_in(chief, customer, booked)['project_id']}/"
    (offered,) = chief.get(f"{visit}deferred-work/")["results"]
    assert (offered["id"], offered["wanted_at"] is not None) == (pads["id"], True)
    chief.post(f"{visit}estimate/")
    taken = chief.post(f"{visit}deferred-work/", {"line_ids": [pads["id"]]})
    assert taken["jobs"][0]["lines"][0]["description"] == "Brake pads, rear"
    assert customer.get(path)["results"] == []
    chief.post(f"appointments/{booked['id']}/cancel/", {"reason": "It was a test."})


def deferred_on_work_that_is_given_up(customer: Person, chief: Person, vehicle: dict[str, Any]) -> None:
    work = {"vehicle_id": vehicle["id"], "kind": "service", "title": "Brakes squeal"}
    project = f"projects/{chief.post('projects/', work, 201)['id']}/"
    chief.post(f"{project}estimate/")
    job = chief.post(f"{project}jobs/", {"title": "Rear brakes", "lines": [PADS]}, 201)
    lines = f"{project}jobs/{job['id']}/lines/"
    (line,) = chief.get(lines)["results"]
    revision = chief.post(f"{project}estimate/send/")["revision"]
    customer.post(f"{lines}{line['id']}/defer/", {"revision": revision})
    chief.post(f"{project}cancel/")
