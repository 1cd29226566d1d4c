from typing import Any

import pytest

from chassis.models import new_id
from contacts.actions import contact_of
from contacts.models import Contact
from deliveries.actions import plan
from deliveries.channels import CHANNELS
from deliveries.models import Delivery
from tests.deliveries.sink import Sink, SinkChannel
from tests.deliveries.values import VALUES


@pytest.fixture
def sink() -> Any:
    sink = Sink()
    yield sink
    sink.close()


@pytest.fixture(autouse=True)
def channels(sink: Sink) -> Any:
    """Mail and text messages go to the sink."""
    before = dict(CHANNELS)
    CHANNELS.clear()
    CHANNELS.update({name: SinkChannel(name, sink.url) for name in ("email", "sms")})
    yield CHANNELS
    CHANNELS.clear()
    CHANNELS.update(before)


@pytest.fixture
def contact() -> Any:
    """A customer who may be reached by mail and by text message."""

    def make(**known: Any) -> Contact:
        account_id = new_id()
        reachable = {
            "email": f"{account_id.hex}@example.com", "phone": "+4915112345678", "phone_verified": True,
            "consents_to_sms": True, "role": "customer", "locale": "en", "time_zone": "Europe/Berlin",
        }  # fmt: skip
        return Contact.objects.create(pk=account_id, **(reachable | known))

    return make


@pytest.fixture
def planned() -> Any:
    """Plan news for somebody as a consumer does, and give what is planned of it."""

    def make(
        contact: Contact, kind: str = "confirmed", event_id: Any = None, **values: Any
    ) -> list[Delivery]:
        event_id = event_id or new_id()
        plan(contact_of(contact.id), kind, VALUES | values, "appointment", new_id(), event_id)
        return list(Delivery.objects.filter(source_event_id=event_id).order_by("channel"))

    return make
