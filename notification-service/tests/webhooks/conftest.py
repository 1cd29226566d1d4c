from types import SimpleNamespace

import pytest
from django.utils import timezone
from standardwebhooks import Webhook as Verifier

from chassis.models import new_id
from tests.webhooks.urls import WEBHOOKS
from webhooks import actions
from webhooks.models import Status, Webhook, WebhookDelivery


@pytest.fixture
def subscribe(admin, receiver):
    """Subscribes the receiver to types of events; the answer's members, and its own address."""

    def subscribe(*types, url=receiver.url):
        answer = admin.post(WEBHOOKS, {"url": url, "events": list(types or ["appointment.booked"])})
        assert answer.status_code == 201, answer.json()
        webhook = answer.json()
        return SimpleNamespace(
            **webhook, path=f"{WEBHOOKS}{webhook['id']}/", verifier=Verifier(webhook["secret"])
        )

    return subscribe


@pytest.fixture
def webhook(subscribe):
    return subscribe("appointment.booked", "appointment.cancelled")


@pytest.fixture
def booked(deliver, example):
    """Somebody books; which event that is."""

    def book(**changes):
        event_id = new_id()
        data = {**example("appointment.booked.v1", "appointment-service"), **changes}
        assert deliver("appointment.booked.v1", data, id=event_id) == "handled"
        return event_id

    return book


@pytest.fixture
def work():
    """The worker sends what is due, once for each webhook. With `later` all rests and waits are over."""

    def work(later=False):
        if later:
            Webhook.objects.update(claimed_until=None)
            WebhookDelivery.objects.filter(status=Status.WAITING).update(due_at=timezone.now())
        for webhook_id in actions.webhooks_with_work():
            actions.send_what_is_due(webhook_id)

    return work
