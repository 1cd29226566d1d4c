"""Text messages on their way to whoever sends them for us, over a socket."""

import json
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from chassis.env import Environment
from chassis.models import new_id
from contacts.actions import contact_of
from contacts.models import StoppedAddress
from deliveries.actions import plan, send
from deliveries.channels.mail import mailbox
from deliveries.channels.sms import LONGEST
from deliveries.models import Delivery
from notification_service import sms
from tests.receiver import Reply
from texts.values import instant

pytestmark = pytest.mark.django_db

TOKEN = "a token of the gateway"


@pytest.fixture
def gateway(receiver, settings):
    settings.SMS_URL, settings.SMS_TOKEN, settings.SMS_FROM = receiver.url, TOKEN, "ServEase"
    return receiver


@pytest.fixture
def planned(gateway):
    """Plan news for somebody; what of it goes by text message, which may be nothing."""

    def make(contact, kind="confirmed", service="Oil change"):
        event_id = new_id()
        values = {"service": service, "when": instant("2026-12-01T07:30:00Z", "Europe/Berlin")}
        plan(contact_of(contact.id), kind, values, "appointment", new_id(), event_id)
        Delivery.objects.filter(source_event_id=event_id).update(due_at=timezone.now())
        return Delivery.objects.filter(source_event_id=event_id, channel="sms").first()

    return make


@pytest.mark.shows("NO02")
def test_a_message_is_taken_with_title_and_link(contact, planned, gateway, settings):
    settings.LINKS = {"appointment": "https://shop.example/appointments/{id}"}
    delivery = planned(contact())
    assert send(delivery.id)
    [request] = gateway.received
    message = json.loads(request.body)
    assert message == {
        "to": "+4915112345678",
        "from": "ServEase",
        "text": message["text"],
        "reference": str(delivery.id),
    }
    assert "Oil change" in message["text"]
    assert message["text"].endswith(f" https://shop.example/appointments/{delivery.about_id}")
    assert request.headers["Authorization"] == f"Bearer {TOKEN}"
    delivery.refresh_from_db()
    assert delivery.status == "sent"


def test_it_is_never_longer_than_two_messages(contact, planned, gateway):
    delivery = planned(contact(), service="Ä" * 400)
    send(delivery.id)
    text = json.loads(gateway.received[0].body)["text"]
    assert len(text) <= LONGEST
    assert text.endswith("…")


@pytest.mark.shows("AU16")
@pytest.mark.parametrize("unknown", [{"phone_verified": False}, {"phone": ""}, {"consents_to_sms": False}])
def test_only_a_verified_number_of_who_consents_is_written_to(contact, planned, unknown):
    assert planned(contact(**unknown)) is None


@pytest.mark.parametrize("taken_away", [{"phone_verified": False}, {"consents_to_sms": False}])
def test_what_was_planned_before_that_is_not_sent(contact, planned, gateway, taken_away):
    anna = contact()
    delivery = planned(anna)
    type(anna).objects.filter(pk=anna.pk).update(**taken_away)
    send(delivery.id)
    assert gateway.received == []


@pytest.mark.parametrize("status", [401, 429, 500, 503])
def test_what_cannot_be_taken_now_is_sent_again_under_the_same_reference(contact, planned, gateway, status):
    gateway.replies = [Reply(status), Reply(202)]
    delivery = planned(contact())
    send(delivery.id)
    delivery.refresh_from_db()
    assert (delivery.status, delivery.error) == ("waiting", f"answered {status}")
    Delivery.objects.update(due_at=timezone.now())
    send(delivery.id)
    assert [json.loads(one.body)["reference"] for one in gateway.received] == [str(delivery.id)] * 2


@pytest.mark.parametrize(("status", "stopped"), [(400, 0), (404, 0), (302, 0), (410, 1)])
def test_what_is_refused_has_failed_and_a_number_that_is_gone_is_stopped(
    contact, planned, gateway, status, stopped
):
    gateway.replies = [Reply(status)]
    delivery = planned(contact())
    send(delivery.id)
    delivery.refresh_from_db()
    assert (delivery.status, delivery.attempts) == ("failed", 1)
    assert StoppedAddress.objects.filter(channel="sms", address="+4915112345678").count() == stopped


def test_in_development_a_message_is_among_the_mails(contact, planned, settings, tmp_path):
    anna = contact()
    delivery = planned(anna)
    settings.SMS_URL, settings.STATE_DIR = "mailbox", tmp_path
    send(delivery.id)
    [path] = mailbox.mails()
    assert f"To: {anna.phone}@sms.invalid\r\n".encode() in path.read_bytes()
    assert b"\r\nSubject: Confirmed: Oil change" in path.read_bytes()


def test_without_a_gateway_nothing_is_planned(contact, planned, settings):
    settings.SMS_URL = ""
    assert planned(contact()) is None


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"SMS_URL": "https://sms.example/"}, "SMS_TOKEN"),
        ({"SMS_URL": "https://sms.example/", "SMS_TOKEN": "x" * 20}, "SMS_FROM"),
        ({"SMS_URL": "sms.example"}, "SMS_URL"),
        ({"SMS_WEBHOOK_SECRET": "whsec_a"}, "SMS_WEBHOOK_SECRET"),
    ],
)
def test_half_a_configuration_keeps_the_service_from_starting(given, complaint):
    started = subprocess.run(
        [sys.executable, "manage.py", "check"], env={**os.environ, **given}, capture_output=True, text=True
    )
    assert started.returncode != 0
    assert complaint in started.stderr


def test_the_mailbox_is_for_development(monkeypatch):
    monkeypatch.setenv("SMS_URL", "mailbox")
    monkeypatch.setenv("DEBUG", "true")
    assert (sms.address(Environment()), sms.token(Environment())) == ("mailbox", "")
    monkeypatch.setenv("DEBUG", "false")
    with pytest.raises(ImproperlyConfigured, match="SMS_URL=mailbox"):
        sms.address(Environment())
