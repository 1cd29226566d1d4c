from collections.abc import Iterator
from typing import Any

import pytest

from tests.receiver import Receiver


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    """A program that the platform's operator allows news to be sent to."""
    receiver = Receiver()
    settings.OUTBOUND_ALLOWED = [receiver.address]
    yield receiver
    receiver.close()
