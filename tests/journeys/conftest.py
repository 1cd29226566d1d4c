"""One journey for all tests that only look at what came of it, and people to look with."""

from collections.abc import Callable

import demo
import pytest
from platform_client import Person


@pytest.fixture(scope="session")
def journey(gateway: str) -> demo.Journey:
    return demo.walk(gateway)


@pytest.fixture(scope="session")
def stranger(newcomer: Callable[[str], Person]) -> Person:
    return newcomer("stranger")


@pytest.fixture(scope="session")
def nobody(gateway: str) -> Person:
    return Person(gateway, "nobody")


@pytest.fixture
def appointment(customer: Person) -> dict:
    """A booking of the customer's own, still pending."""
    vehicle = customer.post("vehicles/", demo.new_vehicle(), 201)
    slot, _ = demo.find_slot(customer)
    return demo.book(customer, vehicle, slot)
