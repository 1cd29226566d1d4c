"""What part of a price is to be paid ahead."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from chassis.money import as_text, decimals

Deposit = dict[str, Any]


def deposit_of(services: list[dict[str, Any]], percent: int) -> Deposit | None:
    """What is to be paid ahead of services as they were sold, or None.

    Rule: it is that part of the sum of their prices, rounded once, halves up, to the decimals of the
    currency; of what rounds to nothing there is no deposit. A deposit has one currency, the first service's:
    what is sold in another is paid with the rest.
    """
    currency = services[0]["price"]["currency"]
    prices = [one["price"] for one in services]
    total = sum(Decimal(price["amount"]) for price in prices if price["currency"] == currency)
    smallest = Decimal(1).scaleb(-decimals(currency))
    amount = (total * percent / Decimal(100)).quantize(smallest, ROUND_HALF_UP)
    if not amount:
        return None
    return {"amount": as_text(amount, currency), "currency": currency, "received_at": None}
