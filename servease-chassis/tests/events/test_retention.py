"""Rule: what all have read leaves after a week; what somebody still waits for never does."""

from datetime import timedelta

import pytest
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from chassis import retention
from chassis.events.care import REPUBLISHED_FOR
from chassis.events.models import DeadEvent, HandledEvent, OutgoingEvent, WrittenStream
from chassis.models import new_id
from chassis.retention import Kept, everything_kept, purge

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


def test_only_what_was_handled_more_than_a_year_ago_leaves_the_inbox():
    HandledEvent.objects.create(event_id=new_id(), handled_at=ago(days=401))
    recent = HandledEvent.objects.create(event_id=new_id(), handled_at=ago(days=399))
    purge()
    assert list(HandledEvent.objects.all()) == [recent]


def test_a_long_backlog_is_forgotten_whole(monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    for _ in range(5):
        HandledEvent.objects.create(event_id=new_id(), handled_at=ago(days=401))
    purge()
    assert not HandledEvent.objects.exists()


def test_what_a_reader_has_not_handled_stays_in_the_outbox():
    WrittenStream.objects.create(name="events:bell", read=10)
    for entry in (9, 10, 11):
        OutgoingEvent.objects.create(
            name="bell.rung.v1", subject=entry, data={}, published_at=ago(days=8), entry=entry
        )
    purge()
    assert [row.entry for row in OutgoingEvent.objects.all()] == [11]


def test_the_inbox_remembers_longer_than_anything_is_told_again():
    [inbox] = [kept for kept in everything_kept() if kept.model is HandledEvent]
    assert inbox.age > REPUBLISHED_FOR


def test_a_table_that_cannot_be_purged_stops_no_other(monkeypatch):
    broken = Kept(DeadEvent, "broken", timedelta(), "died_at", lambda: Q(error=RawSQL("1/0", ())), loud=False)
    DeadEvent.objects.create(name="bell.rung.v1", entry={}, error="")
    monkeypatch.setattr(retention, "_kept", [broken, *everything_kept()])
    HandledEvent.objects.create(event_id=new_id(), handled_at=ago(days=401))
    purge()
    assert not HandledEvent.objects.exists()
