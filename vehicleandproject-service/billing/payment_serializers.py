"""Bodies of payments, refunds and write-offs."""

from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from billing import payment_examples as examples
from billing.models import LONGEST_REASON, Payment, PaymentMethod
from billing.payment_errors import NOT_POSITIVE
from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import InstantField, LineField, MoneyField, UUIDField, not_in_future

LONGEST_REFERENCE = 100
# Into which the workshop's own people take money.
AT_THE_DESK = [
    (one.value, one.label) for one in (PaymentMethod.CASH, PaymentMethod.CARD, PaymentMethod.TRANSFER)
]


@extend_schema_serializer(examples=[examples.PAYMENT_SHOWN])
class PaymentSerializer(ModelSerializer):
    """Money that came, that went back, or that is not expected any more."""

    amount = MoneyField("amount", "currency", read_only=True)
    refund_of_id = UUIDField(read_only=True, allow_null=True, help_text="Of a refund: which payment.")
    invoice_id = UUIDField(read_only=True, allow_null=True, help_text="Of a write-off: of which invoice.")

    class Meta:
        model = Payment
        fields = [
            "id", "kind", "method", "amount", "received_at", "reference", "reason", "refund_of_id",
            "invoice_id", "actor_id", "created_at",
        ]  # fmt: skip
        read_only_fields = fields


class AmountSerializer(Serializer):
    amount = MoneyField("amount", "currency", help_text="More than nothing.")

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if not data["amount"]:
            raise NOT_POSITIVE(field="amount")
        return data


@extend_schema_serializer(examples=[examples.TAKE_PAYMENT])
class TakePaymentSerializer(AmountSerializer):
    method = serializers.ChoiceField(AT_THE_DESK)
    received_at = InstantField(required=False, help_text="Now, if it is left out; not in the future.")
    reference = LineField(
        max_length=LONGEST_REFERENCE,
        default="",
        allow_blank=True,
        help_text="What finds it elsewhere, such as the number of a receipt.",
    )

    def validate_received_at(self, instant: datetime) -> datetime:
        return not_in_future(instant)


@extend_schema_serializer(examples=[examples.REFUND])
class RefundSerializer(AmountSerializer):
    reason = LineField(max_length=LONGEST_REASON, help_text="Why; the customer reads it.")


@extend_schema_serializer(examples=[examples.WRITE_OFF])
class WriteOffSerializer(Serializer):
    reason = LineField(max_length=LONGEST_REASON, help_text="Why the rest is not expected any more.")
