"""Rule: whatever is killed on the way, each delivery is sent, under one id, and none is planned twice."""

from datetime import UTC, datetime
from itertools import count

import pytest

from chassis.models import new_id
from deliveries.actions import claiming, planning, send, send_due, sending
from deliveries.models import Delivery
from notifications import actions as notifying
from notifications.models import Notification
from preferences.models import Digest, Preferences
from tests.kills import killed_at

pytestmark = pytest.mark.django_db(transaction=True)

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.drill
def test_killed_at_any_line_of_sending_a_digest_it_is_sent_once_more_by_another(
    contact, planned, sink, rounds
):
    anna, lines = contact(), 0
    Preferences.objects.create(pk=anna.id, digest=Digest.DAILY)
    watched = {claiming.__file__, sending.__file__}
    for line in count(1, rounds(4, 1)):
        sink.messages.clear()
        Delivery.objects.all().delete()
        [leader], *_ = [planned(anna, kind) for kind in ("booked", "confirmed", "ready")]
        Delivery.objects.update(due_at=LONG_AGO)
        came_through = not killed_at(line, watched, lambda leader=leader: send(leader.id))
        Delivery.objects.exclude(claimed_until=None).update(claimed_until=LONG_AGO)
        send_due()
        ids = {message["id"] for message in sink.messages}
        assert ids == {str(leader.id)}, f"killed at line {line}"
        assert {len(message["news"]) for message in sink.messages} == {3}
        assert len(sink.messages) <= 2
        assert set(Delivery.objects.values_list("status", flat=True)) == {"sent", "folded"}
        if came_through:
            break
        lines = line
    assert lines > 40


@pytest.mark.drill
def test_killed_at_any_line_of_planning_news_are_there_and_planned_or_neither(
    deliver, example, contact, sink, rounds
):
    anna, lines = contact(), 0
    watched = {planning.__file__, notifying.__file__}
    for line in count(1, rounds(4, 1)):
        event_id = new_id()
        booked = example("appointment.booked.v1", "appointment-service") | {"customer_id": str(anna.id)}

        def handle(event_id=event_id, booked=booked):
            deliver("appointment.booked.v1", booked, id=event_id)

        came_through = not killed_at(line, watched, handle)
        of_it = {"source_event_id": event_id}
        assert Notification.objects.filter(**of_it).count() == Delivery.objects.filter(**of_it).count()
        handle()
        assert Notification.objects.filter(**of_it).count() == Delivery.objects.filter(**of_it).count() == 1
        if came_through:
            break
        lines = line
    assert lines > 20
