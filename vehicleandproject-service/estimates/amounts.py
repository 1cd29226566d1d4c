"""What lines and estimates come to. Everything is decimal, and rounded in one place."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from chassis.money import decimals


@dataclass(frozen=True)
class Amounts:
    """Without tax, and the tax on it."""

    net: Decimal
    tax: Decimal

    @property
    def total(self) -> Decimal:
        return self.net + self.tax


def line_amounts(
    quantity: Decimal,
    unit_price: Decimal,
    discounts: Iterable[Decimal],
    tax_percent: Decimal,
    currency: str,
) -> Amounts:
    """What one line comes to. `discounts` are percentages, each of what the one before it left.

    Rule: amounts are rounded per line, half up, to the minor unit of the currency (ISO 4217): first what is
    left of the price after the discounts, then the tax on that. Sums are of what was rounded.
    """
    price = quantity * unit_price
    for percent in discounts:
        price = price * (100 - percent) / 100
    net = rounded(price, currency)
    return Amounts(net, rounded(net * tax_percent / 100, currency))


def rounded(amount: Decimal, currency: str) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-decimals(currency)), ROUND_HALF_UP)


def sum_of(amounts: Iterable[Amounts]) -> Amounts:
    each = list(amounts)
    return Amounts(sum((one.net for one in each), Decimal()), sum((one.tax for one in each), Decimal()))
