from collections.abc import Iterator
from typing import Any

import pytest

from tests.receiver import Receiver
from workshop.models import DEFAULT_LOCATION_ID, Location


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    """A program that the platform's operator allows news to be sent to."""
    receiver = Receiver()
    settings.OUTBOUND_ALLOWED = [receiver.address]
    yield receiver
    receiver.close()


@pytest.fixture(autouse=True)
def default_location(request: pytest.FixtureRequest) -> None:
    """A migration made it, and a test that cannot be rolled back takes it away with all other rows."""
    if request.node.get_closest_marker("django_db"):
        known = {"name": "Workshop", "time_zone": "Europe/Berlin"}
        Location.objects.get_or_create(pk=DEFAULT_LOCATION_ID, defaults=known)


@pytest.fixture
def written_by(example: Any) -> Location:
    """The default location, with all of its identity but a logo."""
    said = example("location.changed.v1", "appointment-service")
    location = Location.objects.get(pk=DEFAULT_LOCATION_ID)
    identity = {**said["identity"], "logo": None}
    location.update({"name": said["name"], "phone": said["phone"], "identity": identity})
    return location
