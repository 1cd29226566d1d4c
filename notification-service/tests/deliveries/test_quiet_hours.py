"""Rule: in somebody's quiet hours they are sent nothing but what is urgent, whatever held up the rest."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from deliveries.actions import send_due
from deliveries.models import Delivery
from preferences.models import Preferences

pytestmark = pytest.mark.django_db

# Five minutes before ten in the evening in Berlin.
EVENING = datetime(2026, 12, 1, 20, 55, tzinfo=UTC)
MORNING = datetime(2026, 12, 2, 6, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(EVENING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def sleeper(contact):
    anna = contact()
    Preferences.objects.create(pk=anna.id, quiet_from=time(22), quiet_until=time(7))
    return anna


def test_what_a_worker_comes_to_too_late_waits_for_the_morning(sleeper, planned, sink, clock):
    [delivery] = planned(sleeper)
    clock.move_to(EVENING + timedelta(hours=1))
    send_due()
    assert sink.messages == []
    delivery.refresh_from_db()
    assert (delivery.status, delivery.due_at, delivery.attempts) == ("waiting", MORNING, 0)
    clock.move_to(MORNING)
    send_due()
    assert len(sink.messages) == 1


def test_what_could_not_be_sent_is_not_tried_again_at_night(sleeper, planned, sink, clock):
    planned(sleeper)
    planned(sleeper, "cancelled", reason="")
    sink.answers = [503, 503]
    send_due()
    clock.move_to(EVENING + timedelta(minutes=10))
    send_due()
    assert [message["subject"] for message in sink.messages] == ["Cancelled: Oil change"]
    clock.move_to(MORNING)
    send_due()
    assert len(sink.messages) == 2


def test_the_end_of_a_storm_that_is_at_night_waits_for_the_morning(sleeper, planned, sink, clock):
    for _ in range(5):
        planned(sleeper)
    send_due()
    clock.move_to(EVENING + timedelta(minutes=10))
    send_due()
    assert len(sink.messages) == 3
    clock.move_to(MORNING)
    send_due()
    assert len(sink.messages[3]["news"]) == 2


def test_quiet_hours_that_are_chosen_later_count_for_what_waits(contact, planned, sink, clock):
    anna = contact()
    planned(anna)
    Preferences.objects.create(pk=anna.id, quiet_from=time(21), quiet_until=time(7))
    send_due()
    assert Delivery.objects.get().due_at == MORNING
