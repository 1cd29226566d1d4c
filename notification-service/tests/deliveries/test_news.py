"""Rule: news are in the inbox and planned to be sent, both or neither, and once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chassis.models import new_id
from deliveries.actions import send_due
from deliveries.models import Delivery
from notifications.models import Notification
from preferences.models import Digest, Preferences

pytestmark = pytest.mark.django_db


@pytest.fixture
def appointment(example):
    def of(contact, name="appointment.booked.v1", **said):
        data = example(name, "appointment-service") | {"customer_id": str(contact.id)}
        return data | said

    return of


def test_news_of_an_event_are_in_the_inbox_and_on_their_way_by_mail(deliver, contact, appointment, sink):
    anna, location_id = contact(), str(new_id())
    deliver("appointment.booked.v1", appointment(anna, location_id=location_id))
    notification, delivery = Notification.objects.get(), Delivery.objects.get()
    assert (notification.kind, delivery.kind) == ("booked", "booked")
    assert notification.values == delivery.values
    assert str(notification.location_id) == str(delivery.location_id) == location_id
    assert notification.source_event_id == delivery.source_event_id
    send_due()
    assert [message["to"] for message in sink.messages] == [anna.email]


def test_an_event_that_comes_twice_is_sent_once(deliver, contact, appointment):
    anna, event_id = contact(), new_id()
    for _ in range(2):
        deliver("appointment.booked.v1", appointment(anna), id=event_id)
    assert Delivery.objects.count() == Notification.objects.count() == 1


def test_of_an_event_that_fails_nothing_is_sent(deliver, contact, appointment, channels):
    def fail(*_):
        raise RuntimeError

    channels["email"].address_of = fail
    with pytest.raises(RuntimeError):
        deliver("appointment.booked.v1", appointment(contact()))
    assert not Notification.objects.exists()
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("overtaken_by", ["appointment.rescheduled.v1", "appointment.cancelled.v1"])
def test_a_reminder_that_waits_is_not_sent_when_it_is_overtaken(
    deliver, contact, appointment, sink, overtaken_by
):
    anna = contact()
    Preferences.objects.create(pk=anna.id, digest=Digest.DAILY)
    until = (timezone.now() + timedelta(days=7)).isoformat()
    reminder = appointment(anna, "appointment.reminder_due.v1", valid_until=until)
    deliver("appointment.reminder_due.v1", reminder, subject=reminder["appointment_id"], version=1)
    assert Delivery.objects.get().status == "waiting"
    moved = appointment(anna, overtaken_by, appointment_id=reminder["appointment_id"])
    deliver(overtaken_by, moved, subject=reminder["appointment_id"], version=2)
    assert Delivery.objects.get(kind="reminder").status == "cancelled"


def test_what_would_be_out_of_date_with_the_digest_is_sent_before(deliver, contact, appointment, sink):
    anna = contact()
    Preferences.objects.create(pk=anna.id, digest=Digest.WEEKLY, digest_weekday=timezone.now().isoweekday())
    until = (timezone.now() + timedelta(minutes=1)).isoformat()
    deliver(
        "appointment.reminder_due.v1", appointment(anna, "appointment.reminder_due.v1", valid_until=until)
    )
    send_due()
    assert len(sink.messages) == 1


def test_what_is_out_of_date_is_not_sent(deliver, contact, appointment, sink):
    until = (timezone.now() + timedelta(minutes=1)).isoformat()
    reminder = appointment(contact(), "appointment.reminder_due.v1", valid_until=until)
    deliver("appointment.reminder_due.v1", reminder)
    Delivery.objects.update(valid_until=timezone.now())
    send_due()
    assert (sink.messages, Delivery.objects.get().status) == ([], "cancelled")
