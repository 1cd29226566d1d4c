"""What a calendar says of the business."""

import pytest

from resources.examples import IDENTITY
from resources.models import DEFAULT_LOCATION_ID
from tests.feeds.readers import texts
from tests.urls import URL

pytestmark = pytest.mark.django_db
LOCATION = f"{URL}locations/{DEFAULT_LOCATION_ID}/"


@pytest.mark.shows("PR26")
def test_it_says_whose_workshop_it_is_and_where(workshop, book, customer, admin, subscribe, shown):
    workshop()
    book(customer, "2026-11-24T07:00:00Z")
    address = subscribe(customer)
    assert admin.put(f"{LOCATION}identity/", IDENTITY).status_code == 200
    entry = texts(shown(address)[0])
    assert entry["contact"] == "Muster Kfz-Werkstatt GmbH, office@example.com"
    assert entry["location"] == "Workshop, Werkstraße 1, 10115 Berlin, DE"

    admin.patch(LOCATION, {"address": "Through the gate, second hall", "phone": "+49 30 5550100"})
    entry = texts(shown(address)[0])
    assert entry["contact"] == "Muster Kfz-Werkstatt GmbH, +49 30 5550100, office@example.com"
    assert entry["location"] == "Workshop, Through the gate, second hall"
