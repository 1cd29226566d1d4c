import pytest

from tests.devices.browser import Browser
from tests.devices.urls import DEVICES


@pytest.fixture
def browser(receiver):
    return Browser(receiver)


@pytest.fixture
def subscribed(customer, browser):
    """The customer's browser; the answer to adding it."""
    answer = customer.post(DEVICES, browser.subscription)
    assert answer.status_code == 201, answer.json()
    return answer.json()
