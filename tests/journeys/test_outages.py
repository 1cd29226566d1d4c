"""A service that is down takes nothing with it but what it does itself."""

import uuid

import demo
import pytest
from platform_client import Person
from platform_processes import PlatformProcesses


@pytest.mark.shows("GW11")
def test_bookings_go_on_without_notification_service_and_its_news_come_later(
    platform: PlatformProcesses, customer: Person
) -> None:
    vehicle = customer.post("vehicles/", demo.new_vehicle(), 201)
    slot, _ = demo.find_slot(customer)

    with platform.without("notification-service"):
        appointment = demo.book(customer, vehicle, slot)
        outage = customer.request("GET", "notifications/")
        assert outage.status_code in {502, 503, 504}
        assert outage.headers["Content-Type"] == "application/problem+json"

    inbox = customer.wait_for("notifications/", lambda page: bool(page["results"]), "The news of the booking")
    (news,) = inbox["results"]
    assert (news["kind"], news["about_id"]) == ("booked", appointment["id"])


@pytest.mark.shows("GW11")
def test_bookings_of_known_vehicles_go_on_without_vehicleandproject_service(
    platform: PlatformProcesses, customer: Person
) -> None:
    vehicle = customer.post("vehicles/", demo.new_vehicle(), 201)
    first, _ = demo.find_slot(customer)
    demo.book(customer, vehicle, first)  # since then at the latest it is known
    slot, _ = demo.find_slot(customer)

    with platform.without("vehicleandproject-service"):
        assert demo.book(customer, vehicle, slot)["vehicle_id"] == vehicle["id"]
        unknown = {"vehicle_id": str(uuid.uuid4()), "service_type": demo.SERVICE_TYPE, "start": slot["start"]}
        refused = customer.post("appointments/", unknown, 503)
        assert (refused["code"], refused["service"]) == ("upstream_unavailable", "vehicleandproject-service")
