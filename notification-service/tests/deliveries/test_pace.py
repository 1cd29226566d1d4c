"""Rule: all workers together send so many messages a second by a channel, and no more."""

import time
import uuid

import pytest

from chassis.testing.parallel import at_the_same_time
from deliveries.channels import Unreachable
from deliveries.pace import await_turn


@pytest.fixture
def channel():
    """A channel that nobody has used yet."""
    return uuid.uuid4().hex


@pytest.mark.drill
@pytest.mark.django_db(transaction=True)
def test_workers_take_turns_at_the_rate_of_a_channel(settings, channel, taking_less_than):
    settings.MESSAGES_PER_SECOND = {channel: 20}
    begun = time.monotonic()
    with taking_less_than(5):
        at_the_same_time(*[lambda: [await_turn(channel) for _ in range(3)]] * 4)
    assert time.monotonic() - begun >= 11 / 20


def test_a_channel_without_a_rate_waits_for_nobody(settings, channel):
    settings.MESSAGES_PER_SECOND = {channel: 0}
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    await_turn(channel)


def test_while_nobody_says_whose_turn_it_is_nothing_is_sent(settings, channel):
    settings.MESSAGES_PER_SECOND = {channel: 20}
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    with pytest.raises(Unreachable):
        await_turn(channel)
