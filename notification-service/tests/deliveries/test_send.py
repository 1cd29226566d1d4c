from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
import time_machine

from chassis.testing.parallel import at_the_same_time, on_its_own_connection
from contacts.models import Contact, StoppedAddress
from deliveries.actions import send, send_due
from deliveries.models import Delivery
from deliveries.tasks import send as task
from preferences.models import ChannelChoice

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def test_what_is_due_is_sent_once_under_the_id_of_its_delivery(contact, planned, sink):
    anna = contact(locale="de")
    [delivery] = planned(anna)
    send_due()
    send_due()
    [message] = sink.messages
    assert (message["id"], message["to"], message["language"]) == (str(delivery.id), anna.email, "de")
    delivery.refresh_from_db()
    assert (delivery.status, delivery.attempts, delivery.error) == ("sent", 1, "")
    assert delivery.sent_at is not None
    assert delivery.claimed_until is None


def test_the_workers_task_sends_what_it_is_handed(contact, planned, sink):
    [delivery] = planned(contact())
    task([str(delivery.id)])
    assert [message["id"] for message in sink.messages] == [str(delivery.id)]


def test_what_is_not_due_waits(contact, planned, sink):
    [delivery] = planned(contact())
    Delivery.objects.update(due_at=delivery.due_at + timedelta(minutes=1))
    assert not send(delivery.id)
    send_due()
    assert sink.messages == []


def test_a_language_that_nobody_has_reviewed_is_not_sent(contact, planned, sink):
    planned(contact(locale="fr"))
    send_due()
    assert [message["language"] for message in sink.messages] == ["en"]


def test_a_language_is_sent_once_somebody_has_reviewed_it(contact, planned, sink, admin):
    admin.patch("/api/v1/notifications/languages/fr/", {"reviewed": True})
    planned(contact(locale="fr"))
    send_due()
    assert [message["language"] for message in sink.messages] == ["fr"]


def test_an_admins_words_are_sent(contact, planned, sink, admin):
    words = {"title": "Bis bald: {{ service }}", "body": "Am {{ when }}.", "action": ""}
    admin.put("/api/v1/notifications/templates/confirmed/de/", words)
    planned(contact(locale="de"))
    send_due()
    assert [message["subject"] for message in sink.messages] == ["Bis bald: Oil change"]


def test_what_cannot_be_sent_is_tried_again_under_the_same_id_and_has_failed_in_the_end(
    contact, planned, sink, clock
):
    [delivery] = planned(contact())
    sink.answers = [503] * 6
    pauses = []
    for _ in range(6):
        send_due()
        before = Delivery.objects.get().due_at
        pauses.append(before - datetime.now(UTC))
        clock.move_to(max(before, datetime.now(UTC)))
    minutes = [pause.total_seconds() / 60 for pause in pauses[:5]]
    assert minutes == [0.5, 2, 10, 60, 360]
    delivery.refresh_from_db()
    assert (delivery.status, delivery.attempts, delivery.error) == ("failed", 6, "Try again later.")
    clock.shift(timedelta(days=1))
    send_due()
    assert sink.messages == []


def test_after_an_outage_the_message_arrives_and_is_the_same(contact, planned, sink, clock):
    [delivery] = planned(contact())
    sink.answers = [503]
    send_due()
    clock.shift(timedelta(seconds=31))
    send_due()
    assert [message["id"] for message in sink.messages] == [str(delivery.id)]
    assert Delivery.objects.get().status == "sent"


def test_an_address_that_is_gone_is_stopped_and_what_waits_for_it_is_suppressed(contact, planned, sink):
    anna = contact()
    [first], [second] = planned(anna), planned(anna, "booked")
    sink.answers = [404]
    send(first.id)
    send(second.id)
    assert sink.messages == []
    assert StoppedAddress.objects.get().address == anna.email
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == ("failed", "suppressed")


def test_a_message_that_will_never_be_taken_has_failed_at_once_and_stops_nothing(contact, planned, sink):
    planned(contact())
    sink.answers = [422]
    send_due()
    delivery = Delivery.objects.get()
    assert (delivery.status, delivery.error) == ("failed", "It was answered 422.")
    assert not StoppedAddress.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"consents_to_reminders": False},
        {"is_active": False},
        {"email": ""},
    ],
)
def test_who_withdrew_their_consent_left_or_lost_their_address_meanwhile_is_sent_nothing(
    contact, planned, sink, change
):
    anna = contact()
    planned(anna, "service_due", title="Oil", make="Toyota", model="Corolla")
    Contact.objects.filter(pk=anna.id).update(**change)
    send_due()
    assert sink.messages == []
    assert Delivery.objects.get().status == "cancelled"


def test_a_kind_that_was_switched_off_meanwhile_is_not_sent(contact, planned, sink):
    anna = contact()
    planned(anna)
    ChannelChoice.objects.create(account_id=anna.id, kind="confirmed", channel="email", is_on=False)
    send_due()
    assert (sink.messages, Delivery.objects.get().status) == ([], "cancelled")


def test_what_a_worker_left_is_sent_by_another_when_its_minute_is_over(contact, planned, sink, clock):
    [delivery] = planned(contact())
    Delivery.objects.update(claimed_until=NOON + timedelta(minutes=1), attempts=1)
    send_due()
    assert sink.messages == []
    clock.shift(timedelta(seconds=61))
    send_due()
    assert [message["id"] for message in sink.messages] == [str(delivery.id)]


def test_what_ends_the_worker_each_time_has_failed_after_six(contact, planned, sink, clock):
    planned(contact())
    Delivery.objects.update(claimed_until=NOON - timedelta(minutes=1), attempts=6)
    send_due()
    assert sink.messages == []
    assert Delivery.objects.get().status == "failed"


def test_a_worker_that_comes_back_too_late_does_not_write_over_the_next_one(contact, planned, sink, channels):
    [delivery] = planned(contact())
    sent_by = channels["email"].send

    def send_while_another_takes_over(envelope):
        Delivery.objects.update(claimed_until=datetime(2100, 1, 1, tzinfo=UTC))
        sent_by(envelope)

    channels["email"].send = send_while_another_takes_over
    send(delivery.id)
    assert Delivery.objects.get().status == "waiting"


def test_a_kind_that_only_a_newer_worker_knows_is_left_to_it(contact, planned, sink):
    [delivery] = planned(contact())
    Delivery.objects.update(kind="of_tomorrow")
    send_due()
    later = Delivery.objects.get()
    assert (later.status, later.attempts, sink.messages) == ("waiting", 0, [])
    assert later.due_at > delivery.due_at


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_sends_a_delivery(contact, planned, sink):
    [delivery] = planned(contact())
    begun = at_the_same_time(*[lambda: send(delivery.id)] * 8)
    assert sum(begun) == 1
    assert len(sink.messages) == 1


@pytest.mark.django_db(transaction=True)
def test_a_channel_that_does_not_answer_keeps_no_other_waiting(contact, planned, sink, channels):
    called, answers = Event(), Event()

    def be_silent(envelope):
        called.set()
        answers.wait(120)

    channels["email"].send = be_silent
    planned(contact())
    with ThreadPoolExecutor(1) as worker:
        looking = worker.submit(on_its_own_connection, send_due)
        assert called.wait(60)
        bert = contact(contact_preference="sms")
        planned(bert)
        send_due()
        sent = [message["to"] for message in sink.messages]
        answers.set()
        looking.result()
    assert sent == [bert.phone]
