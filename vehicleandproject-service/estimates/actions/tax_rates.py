"""The table of tax rates."""

from typing import Any
from uuid import UUID

from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.errors import refusing
from chassis.locking import locked
from estimates.errors import TAX_RATE_TAKEN
from estimates.models import TaxRate


def add_tax_rate(data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> TaxRate:
    """Add what a rate is from a date on.

    Rule: a code has one percentage a date; lines that are priced already keep theirs. Raises Conflict (409).
    """
    with refusing(unique_tax_rate=lambda: TAX_RATE_TAKEN(code=data["code"])), transaction.atomic():
        rate = TaxRate.objects.create(**data)
        store_reply(rate)
    return rate


def change_tax_rate(
    rate_id: UUID, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> TaxRate:
    """Correct a rate, for lines that are priced from now on.

    Raises NotFound (404), PreconditionFailed (412).
    """
    with transaction.atomic():
        rate = locked(TaxRate.objects.all(), rate_id)
        check_precondition(rate)
        rate.update(data)
    return rate
