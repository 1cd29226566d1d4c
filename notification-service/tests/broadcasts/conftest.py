from typing import Any

import pytest

from chassis.models import new_id
from contacts.models import Contact
from deliveries.channels import CHANNELS
from tests.deliveries.sink import Sink, SinkChannel


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
def customer_who() -> Any:
    """A customer who consented to marketing, with an address and a verified number."""

    def make(**known: Any) -> Contact:
        account_id = new_id()
        agreed = {
            "email": f"{account_id.hex}@example.com", "phone": "+4915112345678", "phone_verified": True,
            "consents_to_sms": True, "consents_to_marketing": True, "role": "customer", "locale": "en-GB",
            "city": "Berlin",
        }  # fmt: skip
        return Contact.objects.create(pk=account_id, **(agreed | known))

    return make
