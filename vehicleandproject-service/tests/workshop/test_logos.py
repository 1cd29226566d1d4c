"""GET /internal/locations/{id}/logo/ of appointment-service: what stands on what is issued."""

from hashlib import sha256
from typing import Any

import pytest

from chassis.errors import UpstreamUnavailable
from workshop.logos import appointments as asked
from workshop.logos import keep_logo, logo_of
from workshop.models import DEFAULT_LOCATION_ID, Location, Logo

pytestmark = pytest.mark.django_db
PATH = "/internal/locations/{location_id}/logo/"
PICTURE, ANOTHER = b"a picture", b"another picture"


@pytest.fixture
def appointments(upstream: Any) -> Any:
    asked.breaker.close()
    return upstream("appointment-service")


def with_logo(picture: bytes | None) -> Location:
    location = Location.objects.get(pk=DEFAULT_LOCATION_ID)
    named = {"id": str(DEFAULT_LOCATION_ID), "media_type": "image/png"}
    logo = picture and {**named, "sha256": sha256(picture).hexdigest()}
    location.update({"identity": {"legal_name": "Muster GmbH", "logo": logo}})
    return location


def test_a_logo_is_asked_for_once_and_kept_after_it_was_replaced(appointments):
    location = with_logo(PICTURE)
    identity = location.identity
    appointments.replies("GET", PATH, PICTURE)
    keep_logo(location)
    keep_logo(location)
    assert logo_of(identity) == PICTURE
    [call] = appointments.calls
    assert call.path == f"/internal/locations/{DEFAULT_LOCATION_ID}/logo/"

    location = with_logo(ANOTHER)
    appointments.replies("GET", PATH, ANOTHER)
    keep_logo(location)
    assert (logo_of(identity), logo_of(location.identity)) == (PICTURE, ANOTHER)


def test_a_location_without_a_logo_asks_nobody(appointments):
    location = with_logo(None)
    keep_logo(location)
    assert logo_of(location.identity) is None
    assert logo_of({}) is None
    assert appointments.calls == []


def test_another_logo_than_the_one_that_is_named_is_left_out(appointments):
    location = with_logo(PICTURE)
    appointments.replies("GET", PATH, ANOTHER)
    keep_logo(location)
    assert logo_of(location.identity) is None
    assert not Logo.objects.exists()


def test_a_logo_that_was_removed_since_is_left_out(appointments):
    location = with_logo(PICTURE)
    keep_logo(location)
    assert logo_of(location.identity) is None


def test_while_nobody_answers_nothing_is_written(appointments):
    location = with_logo(PICTURE)
    appointments.down()
    with pytest.raises(UpstreamUnavailable):
        keep_logo(location)
