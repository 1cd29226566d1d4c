"""Bookings while processes are killed outright: what was answered 201 is there once, and has been told of."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random

import demo
import pytest
import requests
from booking_checker import (
    BOOKED_SINCE,
    DUE_SINCE,
    LET_REMINDERS_FALL_DUE,
    NOTIFIED_SINCE,
    REMINDED_SINCE,
    Database,
)
from platform_client import SECONDS_BETWEEN_LOOKS, SECONDS_TO_WAIT, Person
from platform_processes import PlatformProcesses
from racing import Racing
from services import SERVICES

THREADS = 6
# Every process of docker-compose.yml.
VICTIMS = [
    *(f"{service}-{role}" for service in SERVICES for role in ("web", "events")),
    "appointment-service-worker",
    "gateway",
    "redis",
    "postgres",
]
SEND_REMINDERS = "appointments.send_reminders"
REMINDED = 5  # each time that somebody is killed


@pytest.mark.drill
@pytest.mark.shows("AP03", "AP05", "NO05")
def test_every_201_is_stored_once_with_its_event_and_nobody_is_reminded_twice_whoever_is_killed(
    racing: Racing,
    platform: PlatformProcesses,
    rounds: Callable[[int, int], int],
    chance: Random,
) -> None:
    how_many = rounds(200, 2000)
    offered = racing.slots(days=rounds(8, 60))
    places = [slot["start"] for slot in offered for _ in range(slot["capacity_left"])]
    reminded: list[str] = []

    victims = chance.sample(VICTIMS, rounds(3, len(VICTIMS)))
    starts = chance.sample(places, how_many)
    askers = [racing.chief, racing.chief_at_the_gateway]
    answered: list[str] = []
    with ThreadPoolExecutor(THREADS) as threads:
        for number, victim in enumerate(victims):
            asked = [
                threads.submit(insistently, chance.choice(askers), racing, start)
                for start in starts[number :: len(victims)]
            ]
            reminded += remind_some(racing, but=reminded)
            job = platform.begin_job("appointment-service", SEND_REMINDERS)
            while (done := sum(one.done() for one in asked)) < len(asked) / 2:
                time.sleep(SECONDS_BETWEEN_LOOKS)
            print(f"Killed after {done} of {len(asked)} bookings: {victim}")
            platform.kill(victim)
            answered += [one.result() for one in asked]
            platform.wait_until_whole()
            job.wait()
    reminded += remind_some(racing, but=reminded)
    wait_until_reminded(racing, platform)

    assert len(reminded) >= REMINDED
    assert racing.since_then(BOOKED_SINCE) == sorted(answered)
    racing.assert_flawless()
    assert racing.since_then(REMINDED_SINCE) == sorted(reminded)
    inboxes = Database(platform.folder, "notification-service")
    assert racing.since_then(NOTIFIED_SINCE, inboxes, kind="booked") == sorted(answered)
    assert racing.since_then(NOTIFIED_SINCE, inboxes, kind="reminder") == sorted(reminded)
    racing.cancel_all()
    racing.assert_flawless()
    assert racing.slots(days=rounds(8, 60)) == offered


def remind_some(racing: Racing, but: list[str]) -> list[str]:
    """Time passes for some bookings: the first reminder of each falls due. Which they are."""
    due = racing.database.change(LET_REMINDERS_FALL_DUE, since=racing.since, but=but, most=REMINDED)
    return [row[0] for row in due]


def wait_until_reminded(racing: Racing, platform: PlatformProcesses) -> None:
    deadline = time.monotonic() + 3 * SECONDS_TO_WAIT
    while racing.since_then(DUE_SINCE):
        assert time.monotonic() < deadline, "nobody sends reminders"
        platform.begin_job("appointment-service", SEND_REMINDERS).wait()
        time.sleep(SECONDS_BETWEEN_LOOKS)


def insistently(asker: Person, racing: Racing, start: str) -> str:
    """The id of a booking that is asked for, with the same key, until it is answered."""
    key, deadline = demo.once(), time.monotonic() + 3 * SECONDS_TO_WAIT
    while True:
        answer = attempt(asker, racing, start, key)
        if answer is not None and answer.status_code == 201:
            booked: str = answer.json()["id"]
            return booked
        assert answer is None or answer.status_code in {502, 503}, answer.text
        assert time.monotonic() < deadline, "no answer"
        time.sleep(SECONDS_BETWEEN_LOOKS)


def attempt(asker: Person, racing: Racing, start: str, key: dict[str, str]) -> requests.Response | None:
    """None if the connection broke: then nobody knows whether it is booked."""
    try:
        return racing.book(0, start, key, asker=asker)
    except requests.RequestException:
        return None
