"""Among a great many deliveries, whoever plans or sends one reads a handful of blocks."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chassis.models import new_id
from chassis.testing.growth import add_rows, numbered, one_of
from chassis.testing.prepared import blocks_of
from contacts.actions import contact_of
from deliveries.actions import cancel, plan, send_due
from deliveries.models import Delivery
from preferences.models import Digest, Preferences
from tests.deliveries.values import VALUES


@pytest.mark.drill
@pytest.mark.django_db(transaction=True)
def test_of_those_that_were_sent_or_wait_only_what_is_due_is_read(contact, planned, sink, rounds):
    """Most were sent, some just now; every tenth waits for another day, a few to many people each."""
    anna, many = contact(), rounds(50_000, 1_000_000)
    Preferences.objects.create(pk=anna.id, digest=Digest.DAILY)
    lately = f"(ARRAY[now() - interval '1 minute' * (i % 600), now() - interval '{many} seconds'])[1 + i % 2]"
    add_rows(
        Delivery,
        1,
        many,
        account_id=numbered("i % 5000"),
        kind=one_of("booked", "confirmed", "ready"),
        channel="'email'",
        source_event_id=numbered("i"),
        about_id=numbered("i"),
        status="CASE WHEN i % 10 = 0 THEN 'waiting' ELSE 'sent' END",
        sent_at=f"CASE WHEN i % 10 = 0 THEN NULL ELSE {lately} END",
        due_at="CASE WHEN i % 10 = 0 THEN now() + interval '1 day' ELSE now() END",
    )
    for kind in ("booked", "confirmed", "ready"):
        planned(anna, kind)
    planned(anna, "cancelled", reason="")
    Delivery.objects.filter(account_id=anna.id).update(due_at=timezone.now() - timedelta(minutes=1))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) deliveries_delivery")
    with CaptureQueriesContext(connection) as captured:
        send_due()
        plan(contact_of(anna.id), "booked", VALUES, "appointment", new_id(), new_id())
        cancel("booked", new_id())
    assert len(sink.messages) == 2
    asked = [query["sql"] for query in captured if '"deliveries_delivery"' in query["sql"]]
    assert len(asked) > 10
    read = {sql: blocks_of(sql) for sql in asked}
    assert max(read.values()) < 100, sorted(read.items(), key=lambda one: one[1])[-1]
