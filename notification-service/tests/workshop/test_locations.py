"""What appointment-service publishes of the locations."""

from typing import Any

import pytest
from django.utils import timezone

from chassis.models import new_id
from workshop.models import DEFAULT_LOCATION_ID, Location

pytestmark = pytest.mark.django_db
CHANGED = "location.changed.v1"


@pytest.fixture
def changed(example: Any) -> dict[str, Any]:
    return {**example(CHANGED, "appointment-service"), "location_id": str(new_id())}


def test_the_default_location_is_there_before_any_news():
    location = Location.objects.get()
    assert (location.id, location.time_zone, location.currency) == (
        DEFAULT_LOCATION_ID,
        "Europe/Berlin",
        "EUR",
    )
    assert (location.identity, location.is_active) == ({}, True)


def test_a_location_is_kept_with_whose_workshop_it_is(deliver, changed):
    assert deliver(CHANGED, {**changed, "currency": "CHF"}) == "handled"
    location = Location.objects.get(pk=changed["location_id"])
    assert (location.name, location.time_zone, location.phone) == (
        changed["name"],
        changed["time_zone"],
        changed["phone"],
    )
    assert (location.currency, location.identity) == ("CHF", changed["identity"])


def test_older_news_that_come_late_change_nothing(deliver, changed):
    subject, earlier = changed["location_id"], timezone.now()
    assert deliver(CHANGED, {**changed, "currency": "CHF"}, subject=subject, version=2) == "handled"
    assert deliver(CHANGED, changed, subject=subject, version=1, occurred_at=earlier) == "outdated"
    assert Location.objects.get(pk=subject).currency == "CHF"
