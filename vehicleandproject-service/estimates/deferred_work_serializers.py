"""Bodies of deferred work."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from chassis.api.representation import Computed
from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import CodeField, InstantField, LineField, MoneyField, UUIDField
from chassis.money import money
from estimates import examples
from estimates.amounts import Amounts, line_amounts
from estimates.models import Line
from service_plans.serializers import HoldForReminderSerializer

MOST_AT_ONCE = 100


class OwnPriceField(Computed):
    """What a line comes to without the discount on all of its estimate."""

    columns = ("quantity", "unit_price_amount", "discount_percent", "tax_percent", "currency")

    def shown(self, *values: Any) -> Any:
        quantity, unit_price, discount, tax_percent, currency = values
        amounts = line_amounts(quantity, unit_price, [discount], tax_percent, currency)
        return money(self.part_of(amounts), currency)

    def part_of(self, amounts: Amounts) -> Decimal:
        raise NotImplementedError


@extend_schema_field(MoneyField("net_amount", "currency"))
class OwnNetField(OwnPriceField):
    def part_of(self, amounts: Amounts) -> Decimal:
        return amounts.net


@extend_schema_field(MoneyField("tax_amount", "currency"))
class OwnTaxField(OwnPriceField):
    def part_of(self, amounts: Amounts) -> Decimal:
        return amounts.tax


@extend_schema_serializer(examples=[examples.DEFERRED_SHOWN])
class DeferredWorkSerializer(ModelSerializer):
    """A line of an estimate that was deferred, at its own price and discount of then.

    A discount on all of that estimate is not in it.
    """

    project_id = UUIDField(read_only=True, help_text="On which it was deferred.")
    job_id = UUIDField(read_only=True)
    job_title = LineField(read_only=True)
    quantity = LineField(read_only=True, help_text="With three decimals.")
    net = OwnNetField(help_text="At its own price and discount of then.")
    tax = OwnTaxField(help_text="At the rate of then.")
    deferred_at = InstantField(read_only=True, allow_null=True)
    wanted_at = InstantField(
        read_only=True, allow_null=True, help_text="When a slot was held for it last, if one was."
    )

    class Meta:
        model = Line
        fields = [
            "id", "project_id", "job_id", "job_title", "kind", "description", "quantity", "net", "tax",
            "deferred_at", "wanted_at",
        ]  # fmt: skip
        read_only_fields = fields


class LinesSerializer(Serializer):
    line_ids = serializers.ListField(
        child=UUIDField(),
        allow_empty=False,
        max_length=MOST_AT_ONCE,
        help_text="Of deferred work of the vehicle.",
    )

    def validate_line_ids(self, line_ids: list[UUID]) -> list[UUID]:
        return list(dict.fromkeys(line_ids))


@extend_schema_serializer(examples=[examples.TAKE_UP])
class TakeUpSerializer(LinesSerializer):
    pass


@extend_schema_serializer(examples=[examples.HOLD_FOR_DEFERRED])
class HoldForDeferredWorkSerializer(LinesSerializer, HoldForReminderSerializer):
    service_type = CodeField(help_text="The code of the service that the slot is booked for.")
