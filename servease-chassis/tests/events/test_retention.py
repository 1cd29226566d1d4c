"""Rule: outbox and inbox remember for a week; what still waits is never forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chassis.events import retention
from chassis.events.models import HandledEvent, OutgoingEvent
from chassis.events.retention import purge
from chassis.models import new_id

pytestmark = pytest.mark.django_db(transaction=True)


def ago(**duration):
    return timezone.now() - timedelta(**duration)


def test_only_what_was_published_more_than_a_week_ago_leaves_the_outbox():
    for subject, published_at in {"old": ago(days=8), "recent": ago(days=6), "waiting": None}.items():
        OutgoingEvent.objects.create(
            name="bell.rung.v1", subject=subject, data={}, occurred_at=ago(days=30), published_at=published_at
        )
    purge()
    assert [row.subject for row in OutgoingEvent.objects.all()] == ["recent", "waiting"]


def test_only_what_was_handled_more_than_a_week_ago_leaves_the_inbox():
    HandledEvent.objects.create(event_id=new_id(), handled_at=ago(days=8))
    recent = HandledEvent.objects.create(event_id=new_id(), handled_at=ago(days=6))
    purge()
    assert list(HandledEvent.objects.all()) == [recent]


def test_a_long_backlog_is_forgotten_whole(monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    for _ in range(5):
        HandledEvent.objects.create(event_id=new_id(), handled_at=ago(days=8))
    purge()
    assert not HandledEvent.objects.exists()
