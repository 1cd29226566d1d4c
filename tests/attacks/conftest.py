"""Whom is attacked, and with what."""

from collections.abc import Callable

import pytest
from attackers import StolenKey, somebody_at_another_address, steal_the_signing_key
from platform_client import Person


@pytest.fixture
def elsewhere(gateway: str) -> Callable[[], Person]:
    """Gives somebody without a token, each of another network address."""
    return lambda: somebody_at_another_address(gateway)


@pytest.fixture
def nobody(gateway: str) -> Person:
    return Person(gateway, "nobody")


@pytest.fixture(scope="session")
def victim(newcomer: Callable[[str], Person]) -> Person:
    """A customer whose tokens are copied; nothing that is tried signs them out."""
    return newcomer("victim")


@pytest.fixture(scope="session")
def stolen_key(gateway: str) -> StolenKey:
    return steal_the_signing_key()
