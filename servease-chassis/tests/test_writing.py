"""Writes that go to the database together, in one statement."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from chassis.api.idempotency.models import StoredReply
from chassis.events import emit
from chassis.models import new_id
from chassis.testing.events import emitted
from chassis.writing import Write, insert, together, update, write
from tests.sample.models import Box

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def box(label: str = "one", **values) -> Box:
    return Box(owner_id=new_id(), label=label, **values)


def tell(one: Box, **changes) -> None:
    emit("box.made.v1", subject=one.id, data={"label": one.label}, changes=changes)


def reply(key: str) -> StoredReply:
    return StoredReply(account_id=new_id(), key=key, fingerprint="f", status=201, body=b"{}", subject="")


def test_all_of_it_is_one_statement_and_all_of_it_is_stored():
    first, second = box(), box("two")
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        with together():
            insert(first, second)
            tell(first)
            tell(second)
            reply("once").keep(DAY)
        assert len(asked) == 1
    assert Box.objects.count() == 2
    assert [(event.subject, event.version) for event in emitted()] == [
        (str(first.id), 1),
        (str(second.id), 1),
    ]
    assert StoredReply.objects.get().key == "once"


def test_what_is_written_is_afterwards_as_it_is_read():
    facts = {"colour": "red", "b": 1, "a": [{"long": 1, "it": None}], "ä": "two bytes", "aa": 2}
    written = box(facts=facts, price_amount=Decimal("7.50"), weight=3)
    insert(written)
    read = Box.objects.get()
    fields = [field.attname for field in Box._meta.concrete_fields]
    assert [getattr(written, name) for name in fields] == [getattr(read, name) for name in fields]
    assert str(written.facts) == str(read.facts)


def test_some_fields_of_a_row_are_changed():
    kept = Box.objects.create(owner_id=new_id(), label="one", weight=1)
    kept.weight, kept.label = 2, "not this"
    before = kept.updated_at
    update(kept, ("weight", "updated_at"))
    kept.refresh_from_db()
    assert (kept.weight, kept.label) == (2, "one")
    assert kept.updated_at > before


def test_several_events_of_a_subject_are_counted_and_told_in_their_order():
    one = box()
    with transaction.atomic():
        tell(one)
    with transaction.atomic(), together():
        tell(one, label=["one", "two"])
        tell(one, label=["two", "three"])
    first, second, third = emitted()
    assert [event.version for event in (first, second, third)] == [1, 2, 3]
    assert first.occurred_at < second.occurred_at < third.occurred_at
    assert [event.changes for event in (second, third)] == [
        {"label": ["one", "two"]}, {"label": ["two", "three"]},
    ]  # fmt: skip


def test_a_key_that_has_a_reply_lets_none_of_it_be_stored():
    kept = reply("once")
    kept.keep(DAY)
    again = reply("once")
    again.account_id = kept.account_id

    def store() -> None:
        with transaction.atomic(), together():
            insert(box())
            again.keep(DAY)

    with pytest.raises(IntegrityError):
        store()
    assert not Box.objects.exists()


def test_what_fails_before_its_end_writes_nothing():

    def fail() -> None:
        with together():
            insert(box())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not Box.objects.exists()
    insert(box())
    assert Box.objects.count() == 1


@pytest.mark.parametrize(
    "twice",
    [lambda: insert(box()), lambda: write(Write("looked", "SELECT %(looked_at)s", {"looked_at": 1}))],
)
def test_what_cannot_be_one_write_is_refused(twice):
    def store() -> None:
        with together():
            twice()
            twice()

    with pytest.raises(TypeError, match="written once"):
        store()
    assert not Box.objects.exists()


def test_a_write_is_given_what_it_returned():
    returned = []
    with together():
        write(Write("counted", "SELECT generate_series(1, %(to)s)", {"to": 3}, check=returned.extend))
        assert returned == []
    assert returned == [1, 2, 3]


def test_what_is_left_to_the_database_is_its_default():
    insert(StoredReply(account_id=new_id(), key="once", fingerprint="f", status=201, body=b"{}"))
    assert StoredReply.objects.get().subject == ""
