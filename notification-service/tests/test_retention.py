from datetime import timedelta

import pytest
from django.utils import timezone

from chassis.models import new_id
from chassis.retention import purge
from notifications.models import Notification

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_older_than_a_year_leaves_the_inbox():
    for age in (366, 364):
        notified = Notification.objects.create(
            account_id=new_id(), kind="booked", title=str(age), body="", about="appointment",
            about_id=new_id(), source_event_id=new_id(),
        )  # fmt: skip
        Notification.objects.filter(pk=notified.pk).update(created_at=timezone.now() - timedelta(days=age))
    purge()
    assert [row.title for row in Notification.objects.all()] == ["364"]
