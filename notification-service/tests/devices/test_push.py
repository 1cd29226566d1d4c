"""Messages on their way to a browser: to a push service over a socket, which cannot read them."""

import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils import timezone
from http_ece import ECEException

from chassis.models import new_id
from contacts.actions import contact_of
from contacts.models import Contact
from deliveries.actions import plan, send
from deliveries.models import Delivery
from devices.keys import CURVE, in_bytes, own_public_key
from devices.models import Device
from tests.devices.browser import Browser
from tests.devices.urls import DEVICES
from tests.receiver import Reply
from texts.values import instant

pytestmark = pytest.mark.django_db

VALUES = {"service": "Oil change", "when": instant("2026-12-01T07:30:00Z", "Europe/Berlin")}


@pytest.fixture
def contact(customer):
    return Contact.objects.create(
        pk=customer.account_id, email="anna@example.com", role="customer", locale="en",
        time_zone="Europe/Berlin",
    )  # fmt: skip


@pytest.fixture
def sent(contact, subscribed):
    """Something happens to the customer's appointment; the delivery to their browser, after it was sent."""

    def tell(kind="confirmed", **values):
        event_id = new_id()
        plan(contact_of(contact.id), kind, VALUES | values, "appointment", new_id(), event_id)
        delivery = Delivery.objects.get(source_event_id=event_id, channel="push")
        Delivery.objects.filter(pk=delivery.pk).update(due_at=timezone.now())
        assert send(delivery.id)
        delivery.refresh_from_db()
        return delivery

    return tell


def claims_of(request):
    token, key = [part.partition("=")[2] for part in request.headers["Authorization"].split(",")]
    public = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, in_bytes(key))
    assert key == own_public_key()
    audience = f"http://{request.headers['Host']}"
    return jwt.decode(token, public, algorithms=["ES256"], audience=audience)


@pytest.mark.shows("NO02", "NO10")
def test_a_message_reaches_the_browser_which_alone_can_read_it(sent, browser, receiver):
    delivery = sent()
    [message] = browser.messages()
    assert message["id"] == str(delivery.id)
    assert "Oil change" in message["title"]
    assert "1 December" in message["body"]
    assert message["resource"] == {"type": "appointment", "id": str(delivery.about_id)}
    assert message.keys() == {"id", "title", "body", "resource", "link"}
    [request] = receiver.received
    assert b"Oil change" not in request.body
    with pytest.raises(ECEException):
        Browser(receiver).read(request)
    assert request.headers["Content-Encoding"] == "aes128gcm"
    assert request.headers["Topic"] == delivery.id.hex
    assert delivery.status == "sent"
    assert Device.objects.get().last_used_at is not None


def test_its_service_knows_us_by_a_signature_of_at_most_twelve_hours(sent, receiver, settings):
    sent()
    sent()
    first, second = receiver.received
    claims = claims_of(first)
    assert 11 * 3600 < claims["exp"] - time.time() <= 12 * 3600
    assert claims["sub"] == f"mailto:{settings.MAIL_FROM}"
    assert first.headers["Authorization"] == second.headers["Authorization"]


def test_what_is_urgent_says_so(sent, receiver):
    sent()
    sent("cancelled", reason="")
    assert [request.headers["Urgency"] for request in receiver.received] == ["normal", "high"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_removed(sent, receiver, status):
    receiver.replies = [Reply(status)]
    delivery = sent()
    assert not Device.objects.exists()
    assert (delivery.status, delivery.attempts) == ("failed", 1)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_service_that_cannot_now_is_asked_later(sent, receiver, browser, status):
    receiver.replies = [Reply(status), Reply(201)]
    delivery = sent()
    assert (delivery.status, str(status) in delivery.error) == ("waiting", True)
    Delivery.objects.update(due_at=timezone.now())
    assert send(delivery.id)
    assert len({message["id"] for message in browser.messages()}) == 1
    assert len({request.headers["Topic"] for request in receiver.received}) == 1


@pytest.mark.parametrize("status", [302, 400, 403, 413])
def test_what_is_refused_has_failed_and_the_device_stays(sent, receiver, status):
    receiver.replies = [Reply(status, {"Location": receiver.url})]
    assert sent().status == "failed"
    assert len(receiver.received) == 1
    assert Device.objects.exists()


@pytest.mark.shows("NO08")
def test_an_endpoint_that_leads_inside_since_is_not_asked(sent, receiver, settings):
    settings.OUTBOUND_ALLOWED = []
    assert sent().status == "failed"
    assert receiver.connections == 0


def test_every_device_gets_it_and_a_stranger_none(sent, customer, stranger, receiver, browser):
    phone, other = Browser(receiver, "phone"), Browser(receiver, "other")
    customer.post(DEVICES, phone.subscription)
    stranger.post(DEVICES, other.subscription)
    event_id = new_id()
    plan(contact_of(customer.account_id), "confirmed", VALUES, "appointment", new_id(), event_id)
    planned = Delivery.objects.filter(source_event_id=event_id, channel="push")
    assert set(planned.values_list("device_id", flat=True)) == set(
        Device.objects.filter(account_id=customer.account_id).values_list("pk", flat=True)
    )
    for delivery in planned:
        Delivery.objects.filter(pk=delivery.pk).update(due_at=timezone.now())
        send(delivery.id)
    assert [len(one.messages()) for one in (browser, phone, other)] == [1, 1, 0]


def test_the_longest_text_fits_into_what_services_take(sent, receiver, browser):
    sent(service="\U0001f697" * 300)
    [request] = receiver.received
    assert len(request.body) <= 4096
    assert browser.messages()[0]["title"]


def test_a_device_that_was_removed_meanwhile_gets_nothing(contact, subscribed, receiver):
    plan(contact_of(contact.id), "confirmed", VALUES, "appointment", new_id(), new_id())
    Device.objects.all().delete()
    Delivery.objects.update(due_at=timezone.now())
    delivery = Delivery.objects.get(channel="push")
    send(delivery.id)
    assert receiver.received == []
