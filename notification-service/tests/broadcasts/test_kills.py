"""Rule: nobody is given a broadcast twice, and nobody is passed over, whatever dies in between."""

from itertools import count

import pytest

from broadcasts import actions
from broadcasts.actions import planning
from broadcasts.models import Broadcast
from chassis.models import new_id
from deliveries.models import Delivery
from notifications.models import Notification
from tests.kills import killed_at

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.drill
@pytest.mark.shows("NO12")
def test_killed_at_any_line_it_goes_on_and_everybody_has_it_once(customer_who, monkeypatch, rounds):
    monkeypatch.setattr(planning, "PAGE", 2)
    people, lines = {customer_who().id for _ in range(3)}, 0
    whom = {"title": "Tyres", "body": "In winter.", "cities": [], "languages": [], "channels": []}
    for line in count(1, rounds(4, 1)):
        broadcast = Broadcast.objects.create(**whom, customer_ids=[*people], created_by=new_id())
        came_through = not killed_at(line, {planning.__file__}, actions.go_on)
        while Broadcast.objects.filter(status="planning").exists():
            actions.go_on()
        of_it = {"source_event_id": broadcast.id}
        for kept in (Notification, Delivery):
            given = list(kept.objects.filter(**of_it).values_list("account_id", flat=True))
            assert (len(given), set(given)) == (3, people), f"killed at line {line}"
        broadcast.refresh_from_db()
        assert (broadcast.people, broadcast.status) == (3, "planned")
        if came_through:
            break
        lines = line
    assert lines > 20
