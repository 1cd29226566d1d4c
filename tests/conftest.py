"""What the tests of a running platform share. scripts/test.sh starts one and says where it is."""

import os
import sys
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from platform_client import Person  # noqa: E402


@pytest.fixture(scope="session")
def gateway() -> str:
    """The address of the platform's gateway."""
    if "GATEWAY_URL" not in os.environ:
        pytest.fail("These tests need a running platform: scripts/test.sh starts one and sets GATEWAY_URL.")
    return os.environ["GATEWAY_URL"]


@pytest.fixture(scope="session")
def newcomer(gateway: str) -> Callable[[str], Person]:
    """Registers a customer whom nobody knows yet."""

    def register(name: str) -> Person:
        person = Person(gateway, name)
        person.register(f"{name}.{uuid.uuid4().hex[:12]}@example.org", "a long test password", name, "Tester")
        return person

    return register
