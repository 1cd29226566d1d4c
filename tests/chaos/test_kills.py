"""Processes that are killed outright lose nothing and repeat nothing."""

import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import demo
import pytest
from platform_client import SECONDS_BETWEEN_LOOKS, SECONDS_TO_WAIT, Person
from platform_processes import PlatformProcesses

BOOKINGS = 12


@pytest.fixture
def bookings(chief: Person, customer: Person) -> Iterator[list[str]]:
    """Appointments that the staff make for the customer, one after the other."""
    vehicle = customer.post("vehicles/", demo.new_vehicle(), 201)
    slots = customer.get("appointments/slots/", service_type=demo.SERVICE_TYPE, **demo.coming_weeks())

    def book() -> Iterator[str]:
        for slot in slots["results"]:
            booking = {
                "vehicle_id": vehicle["id"],
                "service_type": demo.SERVICE_TYPE,
                "start": slot["start"],
            }
            answer = chief.request("POST", "appointments/", json=booking)
            if answer.status_code == 201:
                yield answer.json()["id"]

    return book()


@pytest.mark.shows("NO05")
def test_news_arrives_once_although_its_carriers_are_killed(
    platform: PlatformProcesses, customer: Person, bookings: Iterator[str]
) -> None:
    booked = []
    for number in range(BOOKINGS):
        booked.append(next(bookings))
        if number % 4 == 1:
            platform.kill("appointment-service-events")
            platform.kill("notification-service-events")
    # What would come twice comes before the news of this one.
    booked.append(next(bookings))

    inbox = customer.wait_for(
        "notifications/",
        lambda page: booked[-1] in {news["about_id"] for news in page["results"]},
        "The last news",
        page_size=100,
        kind="booked",  # a reminder may come meanwhile
    )
    assert sorted(news["about_id"] for news in inbox["results"]) == sorted(booked)


def test_customers_put_on_record_while_services_are_killed_are_there_once(
    platform: PlatformProcesses, chief: Person
) -> None:
    """Wherever it breaks off, between account and customer too, whoever asks again gets the same person."""
    last_name = uuid.uuid4().hex

    def put_on_record(number: int) -> str:
        body, key = {"first_name": f"Ada {number}", "last_name": last_name}, demo.once()
        deadline = time.monotonic() + SECONDS_TO_WAIT
        while (answer := chief.request("POST", "customers/", json=body, headers=key)).status_code != 201:
            assert answer.status_code in {502, 503}, answer.text
            assert time.monotonic() < deadline, answer.text
            time.sleep(SECONDS_BETWEEN_LOOKS)
        identity: str = answer.json()["id"]
        return identity

    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(put_on_record, number) for number in range(24)]
        for part in ("customer-service-web", "authentication-service-web") * 2:
            platform.kill(part)
            platform.wait_until_whole()
        answered = sorted(one.result() for one in asked)

    for path in ("customers/", "auth/accounts/"):
        found = chief.get(path, search=last_name, page_size=100)["results"]
        assert sorted(row["id"] for row in found) == answered
        assert {row["has_login"] for row in found} == {False}


def test_a_killed_service_is_back_by_itself(platform: PlatformProcesses, customer: Person) -> None:
    vehicle = customer.post("vehicles/", demo.new_vehicle(), 201)

    platform.kill("vehicleandproject-service-web")
    platform.wait_until_whole()

    assert customer.get("vehicles/")["results"] == [vehicle]


@pytest.mark.shows("AP03")
def test_of_many_who_want_one_place_as_many_get_it_as_there_are_places(customer: Person, newcomer) -> None:
    racers = [newcomer("racer") for _ in range(8)]
    vehicles = [racer.post("vehicles/", demo.new_vehicle(), 201) for racer in racers]
    slots = customer.get("appointments/slots/", service_type="tyre-change", **demo.coming_weeks())
    slot = slots["results"][-1]

    def book(number: int) -> int:
        booking = {
            "vehicle_id": vehicles[number]["id"],
            "service_type": "tyre-change",
            "start": slot["start"],
        }
        answer = racers[number].request("POST", "appointments/", json=booking)
        assert answer.status_code == 201 or answer.json()["code"] == "slot_taken"
        return answer.status_code

    with ThreadPoolExecutor(len(racers)) as threads:
        statuses = list(threads.map(book, range(len(racers))))

    assert statuses.count(201) == slot["capacity_left"]
