from datetime import UTC, datetime, time

import pytest
import time_machine

from chassis.models import new_id
from contacts.actions import stop_address
from contacts.models import Contact
from deliveries.models import Delivery
from preferences.models import ChannelChoice, Digest, Preferences

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 11, 30, 22, 30, tzinfo=UTC)
MORNING = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)


def test_news_of_a_customer_are_planned_by_the_channel_that_they_prefer(contact, planned):
    by_mail, by_sms = contact(), contact(contact_preference="sms")
    [mail], [message] = planned(by_mail), planned(by_sms)
    assert (mail.channel, mail.status, mail.account_id) == ("email", "waiting", by_mail.id)
    assert (message.channel, message.kind, message.values["service"]) == ("sms", "confirmed", "Oil change")


def test_one_event_is_planned_once_however_often_it_is_handled(contact, planned):
    anna, event_id = contact(), new_id()
    assert planned(anna, event_id=event_id) == planned(anna, event_id=event_id)
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize(
    "known",
    [
        {"is_active": False},
        {"email": ""},
        {"role": "employee"},
    ],
)
def test_who_left_has_no_address_or_is_of_the_staff_gets_no_mail(contact, planned, known):
    assert planned(contact(**known)) == []


@pytest.mark.parametrize("is_there", [True, False], ids=["preference known", "nothing known"])
def test_for_who_is_not_known_yet_mail_is_planned_that_a_customer_is_sent(is_there, planned):
    stranger = Contact(pk=new_id(), contact_preference="sms")
    if is_there:
        stranger.save()
    [delivery] = planned(stranger)
    assert (delivery.channel, delivery.status) == ("email", "waiting")
    assert planned(stranger, "progress", title="Brakes", progress_percent=50) == []
    assert planned(stranger, "task_assigned", title="Drain the oil") == []


def test_a_consent_that_is_known_before_the_account_counts(planned):
    stranger = Contact.objects.create(pk=new_id(), consents_to_reminders=False)
    assert planned(stranger, "service_due", title="Oil", make="Toyota", model="Corolla") == []


@pytest.mark.parametrize(
    "known", [{"consents_to_sms": False}, {"phone_verified": False}, {"phone": ""}], ids=str
)
def test_a_text_message_needs_consent_and_a_verified_number_or_else_it_is_a_mail(contact, planned, known):
    [delivery] = planned(contact(contact_preference="sms", **known))
    assert delivery.channel == "email"


def test_reminders_go_to_those_alone_who_consented(contact, planned):
    due = {"title": "Oil", "make": "Toyota", "model": "Corolla"}
    assert len(planned(contact(), "service_due", **due)) == 1
    assert planned(contact(consents_to_reminders=False), "service_due", **due) == []


def test_a_stopped_address_gets_nothing_and_another_channel_is_none_for_it(contact, planned):
    anna = contact(email="Anna@example.com")
    stop_address("email", "anna@example.com", "bounced")
    assert planned(anna) == []


def test_a_channel_that_is_not_configured_plans_nothing(contact, planned, channels):
    channels["sms"].is_there = False
    [delivery] = planned(contact(contact_preference="sms"))
    assert delivery.channel == "email"
    channels["email"].is_there = False
    assert planned(contact()) == []


def test_what_was_switched_off_is_not_planned_and_what_was_switched_on_is(contact, planned):
    anna = contact()
    ChannelChoice.objects.create(account_id=anna.id, kind="confirmed", channel="email", is_on=False)
    ChannelChoice.objects.create(account_id=anna.id, kind="confirmed", channel="sms", is_on=True)
    assert [delivery.channel for delivery in planned(anna)] == ["sms"]


@pytest.mark.shows("NO03")
@time_machine.travel(NIGHT, tick=False)
def test_what_is_not_urgent_waits_for_the_end_of_quiet_hours(contact, planned):
    anna = contact()
    Preferences.objects.create(pk=anna.id, quiet_from=time(22), quiet_until=time(7))
    [booked], [cancelled] = planned(anna), planned(anna, "cancelled", reason="")
    assert booked.due_at == MORNING
    assert cancelled.due_at == NIGHT


@time_machine.travel(NIGHT, tick=False)
def test_mail_waits_for_the_digest_and_a_text_message_does_not(contact, planned):
    anna = contact()
    Preferences.objects.create(pk=anna.id, digest=Digest.DAILY, digest_hour=8)
    ChannelChoice.objects.create(account_id=anna.id, kind="confirmed", channel="sms", is_on=True)
    mail, message = planned(anna)
    assert (mail.due_at, mail.folds_as) == (datetime(2026, 12, 1, 7, tzinfo=UTC), "digest")
    assert (message.due_at, message.folds_as) == (NIGHT, "")


@time_machine.travel(NIGHT, tick=False)
def test_a_digest_within_quiet_hours_waits_for_their_end(contact, planned):
    anna = contact()
    Preferences.objects.create(
        pk=anna.id, digest=Digest.DAILY, digest_hour=6, quiet_from=time(22), quiet_until=time(7)
    )
    [mail] = planned(anna)
    assert mail.due_at == MORNING
