"""Rule: a storm of one kind to one person is one message, and a digest is one mail."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from deliveries.actions import send, send_due
from deliveries.models import Delivery
from preferences.models import ChannelChoice, Digest, Preferences

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def statuses():
    return sorted(Delivery.objects.values_list("status", flat=True))


def test_what_comes_after_three_of_a_kind_waits_and_is_one_message(contact, planned, sink, clock):
    anna = contact()
    for number in range(8):
        planned(anna, service=f"Service {number}")
        send_due()
        clock.shift(timedelta(minutes=1))
    assert len(sink.messages) == 3
    clock.move_to(NOON + timedelta(minutes=10))
    send_due()
    *_, message = sink.messages
    assert len(sink.messages) == 4
    assert message["news"] == [f"Confirmed: Service {number}" for number in range(3, 8)]
    assert message["subject"] == "Confirmed: Service 3 (+4)"
    leader = Delivery.objects.get(pk=message["id"])
    assert statuses() == ["folded"] * 4 + ["sent"] * 4
    assert set(Delivery.objects.filter(status="folded").values_list("folded_into", flat=True)) == {leader.id}


def test_another_kind_another_person_and_what_is_urgent_are_no_part_of_a_storm(contact, planned, sink, clock):
    anna, bert = contact(), contact()
    for _ in range(5):
        planned(anna)
    planned(anna, "booked")
    planned(bert)
    for _ in range(5):
        planned(anna, "cancelled", reason="")
    send_due()
    assert len(sink.messages) == 3 + 1 + 1 + 5


def test_a_person_gets_thirty_mails_an_hour_and_the_rest_later(contact, planned, sink, clock):
    anna = contact()
    before = [
        Delivery(
            account_id=anna.id, kind="booked", channel="email", source_event_id=new_id(), status="sent",
            due_at=NOON, sent_at=NOON - timedelta(minutes=number),
        )
        for number in range(30)
    ]  # fmt: skip
    Delivery.objects.bulk_create(before)
    [waiting] = planned(anna)
    planned(anna, "cancelled", reason="")
    send_due()
    assert [message["news"] for message in sink.messages] == [["Cancelled: Oil change"]]
    waiting.refresh_from_db()
    assert waiting.due_at == NOON + timedelta(minutes=31)
    clock.move_to(waiting.due_at + timedelta(minutes=1))
    send_due()
    assert len(sink.messages) == 2


def test_ten_mails_an_hour_are_about_security_and_the_rest_is_one(contact, planned, sink, clock):
    anna = contact()
    for _ in range(14):
        planned(anna, "new_sign_in", device="", address="203.0.113.7")
    send_due()
    assert len(sink.messages) == 10
    clock.move_to(NOON + timedelta(hours=1))
    send_due()
    assert [len(message["news"]) for message in sink.messages[10:]] == [4]
    assert statuses() == ["folded"] * 3 + ["sent"] * 11


@pytest.mark.shows("NO12")
def test_a_digest_is_one_mail_of_all_kinds_without_what_was_withdrawn(contact, planned, sink, clock):
    anna = contact()
    Preferences.objects.create(pk=anna.id, digest=Digest.DAILY, digest_hour=18)
    planned(anna)
    planned(anna, "booked")
    planned(anna, "service_due", title="Oil", make="Toyota", model="Corolla")
    planned(anna, "cancelled", reason="")
    send_due()
    assert [message["subject"] for message in sink.messages] == ["Cancelled: Oil change"]
    anna.consents_to_reminders = False
    anna.save()
    clock.move_to(NOON.replace(hour=17))
    send_due()
    assert len(sink.messages) == 2
    assert len(sink.messages[1]["news"]) == 2


def test_the_link_of_a_digest_withdraws_each_consent_that_it_needed(
    api, contact, planned, sink, clock, settings
):
    settings.PUBLIC_URL = "https://workshop.example"
    anna = contact(consents_to_marketing=True)
    Preferences.objects.create(pk=anna.id, digest=Digest.DAILY, digest_hour=18)
    planned(anna)
    planned(anna, "service_due", title="Oil", make="Toyota", model="Corolla")
    planned(anna, "broadcast", title="Tyres", body="Cheap.")
    clock.move_to(NOON.replace(hour=17))
    send_due()
    [message] = sink.messages
    assert api.post(message["unsubscribe"].removeprefix(settings.PUBLIC_URL)).status_code == 204
    anna.refresh_from_db()
    assert not anna.consents_to_marketing
    assert not anna.consents_to_reminders


def test_a_digest_of_which_nothing_is_wanted_any_more_is_none(contact, planned, sink, clock):
    anna = contact()
    Preferences.objects.create(pk=anna.id, digest=Digest.DAILY, digest_hour=18)
    planned(anna)
    planned(anna)
    ChannelChoice.objects.create(account_id=anna.id, kind="confirmed", channel="email", is_on=False)
    clock.move_to(NOON.replace(hour=17))
    send_due()
    assert sink.messages == []
    assert "waiting" not in statuses()


def test_what_was_folded_is_sent_again_as_it_was(contact, planned, sink, clock):
    anna = contact()
    Preferences.objects.create(pk=anna.id, digest=Digest.DAILY, digest_hour=18)
    planned(anna)
    planned(anna, "booked")
    clock.move_to(NOON.replace(hour=17))
    sink.answers = [503]
    send_due()
    planned(anna, "invoice", name="1", title="Work", rest="", due_on="")
    clock.shift(timedelta(minutes=1))
    send_due()
    [message] = sink.messages
    assert len(message["news"]) == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_sends_the_digest(contact, planned, sink):
    anna = contact()
    Preferences.objects.create(pk=anna.id, digest=Digest.DAILY)
    deliveries = [one for _ in range(8) for one in planned(anna)]
    Delivery.objects.update(due_at=NOON - timedelta(days=300))
    at_the_same_time(*[lambda one=one: send(one.id) for one in deliveries])
    [message] = sink.messages
    assert len(message["news"]) == 8
