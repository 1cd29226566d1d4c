"""The Python client as somebody has it who installed it."""

import sys
from collections.abc import Iterator

import pytest
from cutting_proxy import cutting_proxy
from services import ROOT

sys.path.insert(0, str(ROOT / "clients/python"))


@pytest.fixture
def lossy_gateway(gateway: str) -> Iterator[str]:
    """The gateway behind a network that loses the first answer to the registration of a vehicle."""
    with cutting_proxy(gateway, "/api/v1/vehicles/") as address:
        yield address
