"""Bookings while processes are killed outright: what was answered 201 is there once, and has been told of."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random

import demo
import pytest
import requests
from booking_checker import BOOKED_SINCE, NOTIFIED_SINCE, Database
from platform_client import SECONDS_BETWEEN_LOOKS, SECONDS_TO_WAIT
from platform_processes import PlatformProcesses
from racing import Racing

THREADS = 6
VICTIMS = [
    "appointment-service-web",
    "appointment-service-events",
    "appointment-service-worker",
    "notification-service-events",
    "vehicleandproject-service-web",
    "redis",
    "postgres",
]


@pytest.mark.drill
@pytest.mark.shows("AP03", "AP05")
def test_every_201_is_stored_once_with_its_event_whoever_is_killed(
    racing: Racing,
    platform: PlatformProcesses,
    rounds: Callable[[int, int], int],
    chance: Random,
) -> None:
    how_many = rounds(200, 2000)
    offered = racing.slots(days=rounds(8, 60))
    places = [slot["start"] for slot in offered for _ in range(slot["capacity_left"])]

    with ThreadPoolExecutor(THREADS) as threads:
        asked = [threads.submit(insistently, racing, start) for start in chance.sample(places, how_many)]
        victims = chance.sample(VICTIMS, rounds(3, len(VICTIMS))) * rounds(1, 3)
        for number, victim in enumerate(victims):
            while (done := sum(one.done() for one in asked)) < how_many * number / len(victims):
                time.sleep(SECONDS_BETWEEN_LOOKS)
            print(f"Killed after {done} bookings: {victim}")
            platform.kill(victim)
            platform.wait_until_whole()
        answered = [one.result() for one in asked]

    assert sorted(answered) == sorted(
        row[0] for row in racing.database.read(BOOKED_SINCE, since=racing.since)
    )
    racing.assert_flawless()
    notified = Database(platform.folder, "notification-service").read(NOTIFIED_SINCE, since=racing.since)
    assert sorted(row[0] for row in notified) == sorted(answered)
    racing.cancel_all()
    racing.assert_flawless()
    assert racing.slots(days=rounds(8, 60)) == offered


def insistently(racing: Racing, start: str) -> str:
    """The id of a booking that is asked for, with the same key, until it is answered."""
    key, deadline = demo.once(), time.monotonic() + 3 * SECONDS_TO_WAIT
    while True:
        answer = attempt(racing, start, key)
        if answer is not None and answer.status_code == 201:
            booked: str = answer.json()["id"]
            return booked
        assert answer is None or answer.status_code in {502, 503}, answer.text
        assert time.monotonic() < deadline, "no answer"
        time.sleep(SECONDS_BETWEEN_LOOKS)


def attempt(racing: Racing, start: str, key: dict[str, str]) -> requests.Response | None:
    """None if the connection broke: then nobody knows whether it is booked."""
    try:
        return racing.book(0, start, key)
    except requests.RequestException:
        return None
