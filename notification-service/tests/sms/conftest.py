from typing import Any

import pytest

from chassis.models import new_id
from contacts.models import Contact
from tests.sms.numbers import NUMBER


@pytest.fixture
def contact() -> Any:
    """A customer who wants text messages, at a number that is verified."""

    def make(**known: Any) -> Contact:
        reachable = {
            "phone": NUMBER, "phone_verified": True, "consents_to_sms": True, "contact_preference": "sms",
            "role": "customer", "locale": "en", "time_zone": "Europe/Berlin",
        }  # fmt: skip
        return Contact.objects.create(pk=new_id(), **(reachable | known))

    return make
