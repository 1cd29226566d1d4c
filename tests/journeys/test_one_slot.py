"""A hundred who want the same slot at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import demo
import pytest
from platform_client import Person

HOW_MANY = 100


@pytest.mark.shows("AP03")
def test_of_a_hundred_at_once_as_many_get_in_as_there_is_room(customer: Person, chief: Person) -> None:
    chief.patch("appointments/policies/", {"allow_vehicle_overlap": True})
    vehicle = customer.post("vehicles/", demo.new_vehicle(), 201)
    slots = customer.get("appointments/slots/", service_type="inspection", **demo.coming_weeks())
    slot = slots["results"][-1]
    booking = {"vehicle_id": vehicle["id"], "service_type": "inspection", "start": slot["start"]}

    def book(_: int) -> tuple[int, str]:
        answer = chief.request("POST", "appointments/", json=booking)
        return answer.status_code, answer.json().get("code", "")

    with ThreadPoolExecutor(HOW_MANY) as pool:
        outcomes = Counter(pool.map(book, range(HOW_MANY)))
    chief.patch("appointments/policies/", {"allow_vehicle_overlap": False})

    room = slot["capacity_left"]
    assert outcomes == {(201, ""): room, (409, "slot_taken"): HOW_MANY - room}
    assert len(customer.get("appointments/")["results"]) == room
