"""News while those who carry them are killed outright: everybody is sent each of theirs, once."""

import time
import uuid
from collections.abc import Callable, Iterator
from itertools import product
from random import Random

import pytest
from news_people import STEPS, Outside, emitting, event_about, people_outside
from platform_client import Person
from platform_processes import PlatformProcesses

VICTIMS = (
    "redis",
    "notification-service-worker",
    "notification-service-events",
    "appointment-service-events",
    "notification-service-web",
)


@pytest.fixture
def outside(
    platform: PlatformProcesses, chief: Person, rounds: Callable[[int, int], int]
) -> Iterator[Outside]:
    with people_outside(platform, chief, count=rounds(30, 500)) as outside:
        yield outside


@pytest.mark.drill
@pytest.mark.shows("NO05", "NO06", "NO07", "NO10")
def test_each_news_is_sent_once_by_each_channel_whoever_is_killed(
    platform: PlatformProcesses, outside: Outside, chance: Random, rounds: Callable[[int, int], int]
) -> None:
    """Two appointments of each person, so that nothing is a storm. A receiver drops what it has by its id."""
    news = [
        event_about(person, appointment, step)
        for person in outside.people
        for appointment, step in product([str(uuid.uuid4()), str(uuid.uuid4())], STEPS)
    ]
    chance.shuffle(news)
    killed = chance.sample(VICTIMS * rounds(1, 4), rounds(2, 20))

    began = time.monotonic()
    for number, victim in enumerate(killed):
        with emitting("appointment-service", news[number :: len(killed)], platform):
            platform.kill(victim)
        platform.wait_until_whole()
    outside.wait_until_sent(of_each=2 * len(STEPS))
    took = time.monotonic() - began
    print(f"{len(news)} events, {len(outside.people)} people, {took:.0f} s: {outside.again()}")

    inboxes = outside.inboxes()
    assert len(inboxes) == len(news)
    assert len(set(inboxes)) == len(news)
    assert outside.planned("email") == outside.planned("push") == sorted(inboxes)
    assert outside.sent("email") == sorted(outside.mails.by_id)
    assert outside.sent("push") == sorted(outside.posts.pushes)
    assert outside.delivered_to_the_webhook() == sorted(outside.posts.webhooks)
    assert len(outside.posts.webhooks) == len(news)
