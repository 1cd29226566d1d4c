"""Amounts as Stripe takes them: whole numbers of a currency's smallest unit, by its own rules.

They are not those of ISO 4217 throughout. Source: docs.stripe.com/currencies, "Minor units in API amounts".
"""

from decimal import Decimal

WITHOUT_DECIMALS = frozenset(
    {
        "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF",
        "XPF",
    }
)  # fmt: skip
# The last of the three must be 0.
WITH_THREE = frozenset({"BHD", "JOD", "KWD", "OMR", "TND"})


def in_minor_units(amount: Decimal, currency: str) -> int | None:
    """An amount as a whole number; None where there is none that Stripe would take."""
    units = amount.scaleb(_places(currency))
    step = 10 if currency in WITH_THREE else 1
    return int(units) if units % step == 0 else None


def of_minor_units(units: int, currency: str) -> Decimal:
    """The amount that a whole number stands for."""
    return Decimal(units).scaleb(-_places(currency))


def _places(currency: str) -> int:
    """Two also for krónur and Ugandan shillings, which have no smaller coin any more: 500 is five of them."""
    if currency in WITHOUT_DECIMALS:
        return 0
    return 3 if currency in WITH_THREE else 2
