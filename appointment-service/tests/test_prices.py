"""A price has the decimals of its currency, in the answer and in the row."""

from decimal import Decimal

import pytest

from resources.models import ServiceType
from tests.urls import URL

pytestmark = pytest.mark.django_db
TYPES = f"{URL}service-types/"
BODY = {"code": "brakes", "name": "Brakes", "duration_minutes": 60, "bay_kind": "lift"}


@pytest.mark.parametrize(("amount", "currency"), [("249.50", "EUR"), ("1200", "JPY"), ("10.005", "KWD")])
def test_a_price_is_kept_and_shown_exactly(admin, amount, currency):
    reply = admin.post(TYPES, {**BODY, "price": {"amount": amount, "currency": currency}})
    assert reply.status_code == 201
    assert reply.json()["price"] == {"amount": amount, "currency": currency}
    assert admin.get(f"{TYPES}{reply.json()['id']}/").json()["price"]["amount"] == amount
    assert ServiceType.objects.get().price_amount == Decimal(amount)


@pytest.mark.parametrize(
    ("amount", "currency"),
    [("10.00", "ZZZ"), ("10.00", "KWD"), ("1e3", "EUR"), (10.5, "EUR"), ("-0.00", "EUR")],
)
def test_what_is_no_price_is_refused(admin, amount, currency):
    reply = admin.post(TYPES, {**BODY, "price": {"amount": amount, "currency": currency}})
    assert reply.status_code == 400
    assert not ServiceType.objects.exists()
