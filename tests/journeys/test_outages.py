"""A service that is down takes nothing with it but what it does itself."""

import uuid
from datetime import UTC, datetime, timedelta

import demo
import pytest
import seed
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
    slots = customer.get("appointments/slots/", service_type=demo.SERVICE_TYPE, **demo.coming_weeks())
    first, slot = slots["results"][0], slots["results"][-1]  # Of one vehicle, at other times.
    demo.book(customer, vehicle, first)  # since then at the latest it is known

    with platform.without("vehicleandproject-service"):
        assert demo.book(customer, vehicle, slot)["vehicle_id"] == vehicle["id"]
        unknown = {"vehicle_id": str(uuid.uuid4()), "service_type": demo.SERVICE_TYPE, "start": slot["start"]}
        refused = customer.post("appointments/", unknown, 503)
        assert (refused["code"], refused["service"]) == ("upstream_unavailable", "vehicleandproject-service")


@pytest.mark.shows("GW11")
def test_the_workshop_goes_on_without_employee_service_and_hears_of_new_hours_when_it_is_back(
    platform: PlatformProcesses, customer: Person, chief: Person
) -> None:
    """Who works when is known from news; that changes when there is somebody to change it."""
    vehicle = customer.post("vehicles/", demo.new_vehicle(), 201)
    one, another = (seed.account_of(chief, email) for email in list(seed.TECHNICIANS)[:2])
    path = f"employees/{one}/working-hours/{(day := a_day_to_come())}/"
    that_day = {"service_type": demo.SERVICE_TYPE, "from": day, "to": day}

    with platform.without("employee-service"):
        offered, of_one, of_another = (
            [slot["start"] for slot in customer.get("appointments/slots/", **that_day, **narrowed)["results"]]
            for narrowed in ({}, {"technician": one}, {"technician": another})
        )
        both = [start for start in of_one if start in of_another]
        appointment = demo.book(customer, vehicle, {"start": offered[0]})
        held = customer.post(
            "appointments/holds/",
            {"service_type": demo.SERVICE_TYPE, "start": offered[len(offered) // 2]},
            201,
        )
        booked = f"appointments/{appointment['id']}/"
        moved = customer.post(f"{booked}reschedule/", {"start": both[-1]})
        given_to = another if moved["employee_id"] == one else one
        assert chief.post(f"{booked}assign/", {"employee_id": given_to})["employee_id"] == given_to
        outage = chief.request("PUT", path, json={"working_hours": []})
        assert outage.status_code in {502, 503, 504}
        assert outage.json()["code"] == "upstream_unavailable"
    customer.ask("DELETE", f"appointments/holds/{held['id']}/", 204)
    chief.post(f"{booked}cancel/", {"reason": "It was booked to see that it can be."})

    assert customer.get("appointments/slots/", technician=one, **that_day)["results"]
    chief.put(path, {"working_hours": []})
    customer.wait_for(
        "appointments/slots/", lambda answer: not answer["results"], "A day off", technician=one, **that_day
    )
    chief.ask("DELETE", path, 204)
    customer.wait_for(
        "appointments/slots/", lambda answer: bool(answer["results"]), "Its slots", technician=one, **that_day
    )


def a_day_to_come() -> str:
    """A Thursday on which no other test books, within the horizon."""
    later = datetime.now(UTC).date() + timedelta(weeks=9)
    return (later + timedelta(days=(3 - later.weekday()) % 7)).isoformat()
