"""Money: an exact amount with its currency, on the wire and in two columns."""

import re
from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from chassis.errors import INVALID_MONEY, UNKNOWN_CURRENCY, WRONG_DECIMALS, InvalidField
from chassis.standards import DECIMALS

# What an amount looks like; -0 is none. How many decimals it has, the currency says (ISO 4217).
AMOUNT = r"^(?!-0(\.0+)?$)-?(0|[1-9][0-9]*)(\.[0-9]+)?$"
LARGEST = Decimal(10) ** 10
# Enough for every currency: columns of money are DecimalField(max_digits=14, decimal_places=4).
USUAL_DECIMALS = 2


def decimals(currency: str) -> int:
    """How many decimals a currency has; two for one that is no longer in use."""
    return DECIMALS.get(currency, USUAL_DECIMALS)


def as_text(amount: Decimal | int, currency: str) -> str:
    """An amount with its currency's own decimals: 120.50 EUR, 1200 JPY, 1.500 KWD; never -0.00."""
    text = f"{amount:.{decimals(currency)}f}"
    return text if re.search(AMOUNT, text) else text.removeprefix("-")


def read_currency(code: Any) -> str:
    if not isinstance(code, str) or code not in DECIMALS:
        raise UNKNOWN_CURRENCY(field="currency")
    return code


def read_amount(text: Any, currency: str) -> Decimal:
    """An amount as it is published. Python's own reading takes 1_0, 1e3 and digits of other scripts."""
    if not isinstance(text, str) or not re.search(AMOUNT, text) or "\n" in text:
        raise InvalidField("amount", "invalid", "Give the amount as text, such as 120.50.")
    amount = Decimal(text)
    if amount < 0:
        raise InvalidField("amount", "min_value", "An amount is not negative here.")
    if amount >= LARGEST:
        raise InvalidField("amount", "max_value", "That is more than can be kept.")
    if text != as_text(amount, currency):
        raise WRONG_DECIMALS(field="amount", amount=as_text(amount, currency), currency=currency)
    return amount


def money(amount: Decimal | None, currency: str) -> dict[str, Any] | None:
    """What two columns are on the wire."""
    return None if amount is None else {"amount": as_text(amount, currency), "currency": currency}


@extend_schema_field(
    {
        "type": "object",
        "properties": {
            "amount": {
                "type": "string",
                "pattern": AMOUNT,
                "description": "With as many decimals as the currency has (ISO 4217).",
                "examples": ["120.50"],
            },
            "currency": {"type": "string", "pattern": "^[A-Z]{3}$", "examples": ["USD"]},
        },
        "required": ["amount", "currency"],
        "additionalProperties": False,
    }
)
class MoneyField(serializers.Field):
    """Money as `{"amount": "120.50", "currency": "USD"}` (ISO 4217), from two columns; not negative.

    `MoneyField("price_amount", "price_currency")` validates to a dict of those two columns' values.
    """

    def __init__(self, amount: str, currency: str, **options: Any) -> None:
        super().__init__(source="*", **options)
        self.columns = (amount, currency)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, dict) or set(data) != {"amount", "currency"}:
            raise INVALID_MONEY()
        currency = read_currency(data["currency"])
        return dict(zip(self.columns, (read_amount(data["amount"], currency), currency), strict=True))

    def to_representation(self, value: Any) -> dict[str, Any] | None:
        amount, currency = self.columns
        return money(getattr(value, amount), getattr(value, currency))
