"""What ages in this service."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chassis.retention import purge
from tests.urls import waitlist
from waitlist.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


def test_entries_that_are_over_leave_after_ninety_days_and_open_ones_stay(workshop, join, customer):
    workshop()
    never = {"weekdays": [6], "time_from": "03:00", "time_to": "04:00"}
    over, recent, open_one = (join(customer, **never) for _ in range(3))
    long_ago = timezone.now() - timedelta(days=90, seconds=1)
    Entry.objects.exclude(pk=open_one["id"]).update(status="ended", end_reason="range_over")
    Entry.objects.exclude(pk=recent["id"]).update(updated_at=long_ago)
    purge()
    assert customer.get(waitlist(over)).status_code == 404
    assert {customer.get(waitlist(one)).status_code for one in (recent, open_one)} == {200}
