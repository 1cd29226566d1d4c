"""From a reminder to a booking: one call holds a slot, and the hold is booked."""

import demo
import pytest
from platform_client import Person


@pytest.mark.shows("VE08")
def test_what_a_reminder_holds_is_booked(customer: Person) -> None:
    vehicle = customer.post("vehicles/", demo.new_vehicle(), 201)
    path = f"vehicles/{vehicle['id']}/reminders/"
    service = {"title": "Oil", "service_type": demo.SERVICE_TYPE}
    body = {**service, "every_months": 12, "last_done_on": "2025-01-31"}
    reminder = customer.post(path, body, 201)
    assert reminder["status"] == "due"

    held = customer.post(f"{path}{reminder['id']}/hold/", {}, 201, **demo.once())

    assert customer.get(f"appointments/holds/{held['hold_id']}/")["start"] == held["start"]
    wanted = {"vehicle_id": vehicle["id"], "service_type": demo.SERVICE_TYPE, "start": held["start"]}
    booked = customer.post("appointments/", {**wanted, "hold_id": held["hold_id"]}, 201, **demo.once())
    assert (booked["start"], booked["vehicle_id"]) == (held["start"], vehicle["id"])
    customer.post(f"appointments/{booked['id']}/cancel/", {"reason": "It was a test."})
