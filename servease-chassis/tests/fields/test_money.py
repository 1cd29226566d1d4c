from decimal import Decimal

import pytest

from chassis.api.serializers import Serializer
from chassis.money import MoneyField, as_text


class Offer(Serializer):
    price = MoneyField("price_amount", "price_currency")


def price(amount, currency="EUR"):
    """The amount that is kept, or the codes of the refusal by member."""
    offer = Offer(data={"price": {"amount": amount, "currency": currency}})
    if offer.is_valid():
        return offer.validated_data["price_amount"]
    return {member: [each.code for each in errors] for member, errors in offer.errors["price"].items()}


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        ("120.50", "EUR"),
        ("0.00", "EUR"),
        ("1200", "JPY"),
        ("10.000", "KWD"),
        ("1.0000", "CLF"),
        ("9999999999.99", "USD"),
    ],
)
def test_an_amount_has_the_decimals_of_its_currency(amount, currency):
    assert price(amount, currency) == Decimal(amount)
    assert as_text(Decimal(amount), currency) == amount


@pytest.mark.parametrize(
    ("amount", "currency"), [("1.005", "EUR"), ("1", "EUR"), ("10.00", "KWD"), ("1200.00", "JPY")]
)
def test_other_decimals_are_refused_with_how_to_write_it(amount, currency):
    assert price(amount, currency) == {"amount": ["decimals"]}


@pytest.mark.parametrize(
    "amount",
    [120, 120.5, True, None, "1e3", "1_000.00", " 1.00", "1.00\n", "+1.00", "01.00", ".50", "1.", "\u0661.00",
     "-0.00", "NaN", "Infinity", ""],
)  # fmt: skip
def test_what_only_python_reads_as_a_number_is_no_amount(amount):
    assert price(amount) == {"amount": ["invalid"]}


def test_a_price_is_not_negative_and_has_a_bound():
    assert price("-1.00") == {"amount": ["min_value"]}
    assert price("10000000000.00") == {"amount": ["max_value"]}


@pytest.mark.parametrize("currency", ["ZZZ", "eur", "XXX", "XAU", 978, None, ["EUR"], ""])
def test_a_currency_is_one_in_use(currency):
    assert price("1.00", currency) == {"currency": ["unknown_currency"]}


def test_nothing_is_shown_as_less_than_nothing():
    assert as_text(Decimal("-0.001"), "EUR") == "0.00"
    assert as_text(Decimal("-0.01"), "EUR") == "-0.01"
