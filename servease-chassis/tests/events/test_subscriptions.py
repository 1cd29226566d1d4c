"""Rule: a handler hears what it asked for, on the terms that it asked for."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.utils import timezone
from servers import eventually

from chassis.events import consumer, handles, since
from chassis.events.consumer import consume
from chassis.events.registry import narrowed
from chassis.events.relay import publish_batch
from chassis.testing.events import deliver

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(consumer, "WAIT_MILLISECONDS", 50)
    monkeypatch.setattr(since, "_began", {})


@pytest.fixture
def copied():
    """What a handler that copies state was told of bells."""
    published = []

    @handles("bell.rung.v1", "bell.cracked.v1", newest_only=True)
    def copy(event):
        published.append(event.data["number"])

    return published


def publish(number, *, name="bell.rung.v1", subject="bell", **envelope):
    return deliver(name, {"number": number}, subject=subject, **envelope)


def test_an_older_version_does_not_overwrite_a_newer_one(copied):
    now = timezone.now()
    publish(2, version=2, occurred_at=now)
    publish(1, name="bell.cracked.v1", version=1, occurred_at=now - timedelta(seconds=1))
    publish(3, version=3, occurred_at=now + timedelta(seconds=1))
    assert copied == [2, 3]


def test_whoever_hears_only_the_newest_says_that_the_older_was_outdated(copied):
    now = timezone.now()
    publish(2, name="bell.cracked.v1", version=2, occurred_at=now)
    outcome = publish(1, name="bell.cracked.v1", version=1, occurred_at=now - timedelta(hours=1))
    assert outcome == "outdated"


def test_each_subject_has_a_newest_of_its_own(copied):
    now = timezone.now()
    publish(1, subject="large bell", version=9, occurred_at=now)
    publish(2, subject="small bell", version=1, occurred_at=now - timedelta(hours=1))
    assert copied == [1, 2]


def test_without_a_version_the_time_decides(copied):
    now = timezone.now()
    publish(2, occurred_at=now)
    publish(1, occurred_at=now - timedelta(seconds=1))
    assert copied == [2]


def test_a_producer_restored_from_a_backup_counts_anew_and_is_heard(copied):
    now = timezone.now()
    publish(1, version=40, occurred_at=now)
    publish(2, version=31, occurred_at=now + timedelta(minutes=1))
    assert copied == [1, 2]


def test_what_is_old_stays_old_after_the_clock_was_set_back(copied):
    now = timezone.now()
    publish(1, version=1, occurred_at=now)
    publish(3, version=3, occurred_at=now - timedelta(hours=1))
    publish(2, version=2, occurred_at=now - timedelta(minutes=59))
    publish(4, version=4, occurred_at=now - timedelta(minutes=58))
    assert copied == [1, 3, 4]


def test_what_is_old_stays_old_after_the_producer_was_restored(copied):
    now = timezone.now()
    publish(40, version=40, occurred_at=now)
    publish(31, version=31, occurred_at=now + timedelta(minutes=1))
    publish(35, version=35, occurred_at=now - timedelta(minutes=1))
    publish(32, version=32, occurred_at=now + timedelta(minutes=2))
    assert copied == [40, 31, 32]


def test_a_failed_handler_has_heard_nothing(copied):
    failing = [True]

    @handles("bell.rung.v1")
    def fail(event):
        if failing:
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        publish(1, version=1)
    failing.clear()
    publish(1, version=1)
    assert copied == [1, 1]  # the first was rolled back with all that it wrote


def test_a_handler_is_given_the_fields_it_reads_and_no_other():
    data = []
    handles("bell.rung.v1", reads=["number"])(lambda event: data.append(event.data))
    deliver("bell.rung.v1", {"number": 1, "bell": str(uuid4())})
    assert data == [{"number": 1}]


def test_a_field_inside_another_is_read_by_its_path():
    data = {"type": {"code": "x", "name": "y", "price": 3}, "notes": "", "start": 1}
    assert narrowed(data, ["type.code", "type.name", "start", "gone"]) == {
        "type": {"code": "x", "name": "y"},
        "start": 1,
    }


def test_what_may_be_repeated_is_done_again_when_told_again():
    done = []
    handles("bell.rung.v1", repeatable=True)(lambda event: done.append(event.id))
    id = uuid4()
    assert [deliver("bell.rung.v1", {"number": 1}, id=id) for _ in range(2)] == ["handled", "repeated"]
    assert done == [id, id]


def test_a_handler_since_now_does_not_hear_of_the_past(redis, ring, received, running):
    ring(1, 2)
    publish_batch(redis)
    effects = []

    @handles("bell.rung.v1", since="now")
    def effect(event):
        effects.append(event.data["number"])

    with running(partial(consume, "events:bell")):
        eventually(lambda: len(received) == 2)
        ring(3)
        publish_batch(redis)
        eventually(lambda: len(received) == 3)
    assert effects == [3]


def test_a_handler_since_now_that_comes_late_gets_what_its_service_has_not_read(
    redis, ring, received, running
):
    work = partial(consume, "events:bell")
    ring(1)
    publish_batch(redis)
    with running(work):
        eventually(lambda: len(received) == 1)
    ring(2)  # while the service is down to be upgraded
    publish_batch(redis)
    effects = []

    @handles("bell.rung.v1", since="now")
    def effect(event):
        effects.append(event.data["number"])

    with running(work):
        eventually(lambda: len(received) == 2)
    redis.flushdb()
    for _ in range(2):
        with running(work):
            ring(3)
            publish_batch(redis)
            eventually(lambda: 3 in effects)
    assert effects[:2] == [2, 3]
