"""What goes on while a part of the platform is down, and that all is made up for when it is back."""

import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import demo
import pytest
import requests
from platform_client import Person
from platform_processes import PlatformProcesses


@pytest.mark.shows("NO05")
def test_bookings_go_on_without_redis_and_their_news_come_later(
    platform: PlatformProcesses, gateway: str, customer: Person
) -> None:
    vehicle = customer.post("vehicles/", demo.new_vehicle(), 201)
    slot, _ = demo.find_slot(customer)

    with platform.without("redis"):
        appointment = demo.book(customer, vehicle, slot)
        platform.wait_until_all_are("degraded")
        assert requests.get(f"{gateway}/health/services", timeout=60).status_code == 200

    inbox = customer.wait_for("notifications/", lambda page: bool(page["results"]), "The news of the booking")
    assert [news["about_id"] for news in inbox["results"]] == [appointment["id"]]


def test_who_is_signed_in_stays_so_without_authentication_service(
    platform: PlatformProcesses, gateway: str, customer: Person
) -> None:
    with platform.without("authentication-service"):
        customer.post("vehicles/", demo.new_vehicle(), 201)
        refused = Person(gateway, "somebody").request(
            "POST", "auth/login/", json={"email": customer.email, "password": "whatever"}
        )

    assert refused.status_code in {502, 503}
    assert refused.headers["Content-Type"] == "application/problem+json"


def test_without_authentication_service_nobody_is_put_on_record_and_later_they_are_once(
    platform: PlatformProcesses, chief: Person
) -> None:
    name, key = uuid.uuid4().hex, demo.once()

    with platform.without("authentication-service"):
        refused = chief.post("customers/", {"first_name": name}, 503, **key)
        assert chief.get("customers/", search=name)["results"] == []
    added = chief.post("customers/", {"first_name": name}, 201, **key)

    assert (refused["code"], refused["service"]) == ("upstream_unavailable", "authentication-service")
    assert chief.get("customers/", search=name)["results"] == [added]


@pytest.mark.drill
def test_a_neighbour_that_hangs_holds_up_only_what_needs_it_and_that_not_for_long(
    platform: PlatformProcesses, customer: Person, rounds: Callable[[int, int], int]
) -> None:
    """Of a vehicle that appointment-service does not know it asks."""
    slot, _ = demo.find_slot(customer)
    unknown = str(uuid.uuid4())
    booking = {"vehicle_id": unknown, "service_type": demo.SERVICE_TYPE, "start": slot["start"]}

    def timed(method: str, path: str, **options: object) -> tuple[int, float]:
        began = time.monotonic()
        status = customer.request(method, path, **options).status_code
        return status, time.monotonic() - began

    with platform.hanging("vehicleandproject-service-web"), ThreadPoolExecutor(5) as threads:
        booked = [threads.submit(timed, "POST", "appointments/", json=booking) for _ in range(4)]
        time.sleep(0.5)  # until all four wait for their answer
        listed = [timed("GET", "appointments/")]
        assert not any(one.done() for one in booked)
        listed += [timed("GET", "appointments/") for _ in range(4)]
        refused = [one.result() for one in booked]

    assert [status for status, _ in listed] == [200] * 5
    assert max(seconds for _, seconds in listed) < rounds(10, 1)
    assert [status for status, _ in refused] == [503] * 4
    assert max(seconds for _, seconds in refused) < rounds(20, 5)


@pytest.mark.shows("GW08")
def test_every_service_finds_its_database_again(platform: PlatformProcesses, customer: Person) -> None:
    paths = ["auth/me/", "users/me/", "customers/me/", "vehicles/", "projects/", "appointments/"]
    paths += ["notifications/", "chatbot/conversations/"]
    for path in paths:
        customer.get(path)

    with platform.without("postgres"):
        outages = [customer.request("GET", path) for path in paths]

    assert {outage.status_code for outage in outages} == {503}
    assert {outage.headers["Content-Type"] for outage in outages} == {"application/problem+json"}
    for path in paths:
        customer.wait_for(path, lambda answer: True, path)
