"""Which tax is on what, today."""

from decimal import Decimal

from django.utils import timezone

from estimates.errors import NO_SUCH_TAX_RATE
from estimates.models import TaxRate
from workshop.models import Location


def percent_of(code: str, location: Location) -> Decimal:
    """What the rate of this code is today, by the location's clock.

    Raises InvalidField (400) where there is none yet.
    """
    today = location.date_of(timezone.now())
    valid = TaxRate.objects.filter(code=code, valid_from__lte=today).order_by("-valid_from")
    percent = valid.values_list("percent", flat=True).first()
    if percent is None:
        raise NO_SUCH_TAX_RATE(field="tax_rate", code=code)
    return percent
