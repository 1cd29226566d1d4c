"""A second location with another clock: who works at both is offered at each when they are there."""

import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import demo
import pytest
from platform_client import SECONDS_BETWEEN_LOOKS, SECONDS_TO_WAIT, Person

EVERY_DAY = range(7)
ABROAD = "America/New_York"


class Workshop(NamedTuple):
    """A service at the default location and at another one abroad, which one technician alone can do."""

    service: str
    abroad: str
    technician_id: str


@pytest.fixture
def workshop(chief: Person, newcomer: Callable[[str], Person]) -> Iterator[Workshop]:
    word = f"polish-{uuid.uuid4().hex[:10]}"
    abroad = chief.post("appointments/locations/", {"name": word, "time_zone": ABROAD}, 201)["id"]
    there = {"location_id": abroad}
    chief.post("appointments/bays/", {"name": "Bay 1", "kind": "lift", **there}, 201)
    periods = [{"weekday": day, "opens": "08:00", "closes": "10:00"} for day in EVERY_DAY]
    chief.put(f"appointments/opening-hours/?location_id={abroad}", {"periods": periods})
    service = {"code": word, "name": "Polish", "duration_minutes": 60, "bay_kind": "lift"}
    sold = {**service, "required_skill": word, "price": {"amount": "40.00", "currency": "EUR"}}
    services = [chief.post("appointments/service-types/", {**sold, **where}, 201) for where in ({}, there)]
    technician = newcomer("fitter")
    chief.patch(f"auth/accounts/{technician.id}/", {"role": "employee"})
    path = f"employees/{technician.id}/"
    chief.wait_for(path, lambda employee: employee["is_technician"], "The technician")
    chief.put(f"{path}skills/", {"skills": [{"code": word}]})
    yield Workshop(word, abroad, technician.id)
    chief.put(f"{path}working-hours/", {"working_hours": []})
    for one in services:
        chief.patch(f"appointments/service-types/{one['id']}/", {"is_active": False})
    chief.patch(f"appointments/locations/{abroad}/", {"is_active": False})


@pytest.mark.shows("AP23")
def test_slots_and_bookings_at_two_locations_never_cross(
    workshop: Workshop, chief: Person, customer: Person
) -> None:
    monday, tuesday = two_days()
    hours = {"start": "08:00", "end": "10:00"}
    week = [{"weekday": 0, **hours}, {"weekday": 1, **hours, "location_id": workshop.abroad}]
    there = {"location_id": workshop.abroad}

    hours_path = f"employees/{workshop.technician_id}/working-hours/"
    once_known(chief, "PUT", hours_path, {"working_hours": week}, "working_hours.1.location_id")

    query = {"service_type": workshop.service, "from": monday, "to": tuesday}

    def starts(answer: dict[str, Any]) -> list[datetime]:
        return [datetime.fromisoformat(slot["start"]) for slot in answer["results"]]

    def offered(**where: str) -> list[datetime]:
        answer = chief.wait_for("appointments/slots/", starts, "Slots", **query, **where)
        return starts(answer)

    here_zone = ZoneInfo(chief.get("appointments/slots/", **query)["time_zone"])
    eight_here = datetime.fromisoformat(f"{monday}T08:00").replace(tzinfo=here_zone)
    eight_there = datetime.fromisoformat(f"{tuesday}T08:00").replace(tzinfo=ZoneInfo(ABROAD))
    here = offered()
    assert (here[0], {start.astimezone(here_zone).date().isoformat() for start in here}) == (
        eight_here, {monday},
    )  # fmt: skip
    assert (offered(**there)[0], len(offered(**there))) == (eight_there, 3)

    vehicle = customer.post("vehicles/", demo.new_vehicle(), 201)
    booking = {
        "vehicle_id": vehicle["id"],
        "service_type": workshop.service,
        "start": eight_there.astimezone(UTC).isoformat(),
    }
    customer.post("appointments/", booking, 409)
    booked = customer.post("appointments/", {**booking, **there}, 201)
    assert (booked["location_id"], booked["time_zone"]) == (workshop.abroad, ABROAD)
    assert booked["employee_id"] == workshop.technician_id
    assert offered(**there) == [eight_there + timedelta(hours=1)]
    assert offered() == here
    customer.post(f"appointments/{booked['id']}/cancel/", {"reason": "It was booked to try it out."})


def test_work_is_taken_on_at_a_new_location(workshop: Workshop, chief: Person, customer: Person) -> None:
    vehicle = customer.post("vehicles/", demo.new_vehicle(), 201)
    work = {"vehicle_id": vehicle["id"], "kind": "service", "title": "Polish"}
    project = once_known(chief, "POST", "projects/", {**work, "location_id": workshop.abroad}, "location_id")
    assert project["location_id"] == workshop.abroad
    listed = customer.get("projects/", location_id=workshop.abroad)["results"]
    assert [one["id"] for one in listed] == [project["id"]]


def once_known(chief: Person, method: str, path: str, body: dict[str, Any], field: str) -> dict[str, Any]:
    """The news of a location reaches another service within milliseconds; until then it is unknown."""
    deadline = time.monotonic() + SECONDS_TO_WAIT
    while not (answer := chief.request(method, path, json=body)).ok:
        assert answer.json()["errors"][0]["field"] == field, answer.text
        assert time.monotonic() < deadline, answer.text
        time.sleep(SECONDS_BETWEEN_LOOKS)
    known: dict[str, Any] = answer.json()
    return known


def two_days() -> tuple[str, str]:
    """A Monday and a Tuesday so far ahead that no other test books there, and still within the horizon."""
    monday = datetime.now(UTC).date() + timedelta(weeks=9)
    monday += timedelta(days=-monday.weekday() % 7)
    return monday.isoformat(), (monday + timedelta(days=1)).isoformat()
