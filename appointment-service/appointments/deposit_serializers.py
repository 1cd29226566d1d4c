"""What is shown of a deposit, and asked where one is due."""

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer

from appointments import examples
from chassis.api.representation import Computed
from chassis.api.serializers import Serializer
from chassis.fields import InstantField, LineField


class DepositSerializer(Serializer):
    """What a customer is to pay ahead. `received_at` is when it was, or null."""

    amount = LineField(help_text="With as many decimals as the currency has (ISO 4217).")
    currency = LineField()
    received_at = InstantField(allow_null=True)


@extend_schema_field(DepositSerializer(allow_null=True))
class DepositField(Computed):
    columns = ("deposit",)

    def shown(self, deposit: dict[str, Any] | None) -> dict[str, Any] | None:
        return deposit and {name: deposit[name] for name in DepositSerializer().fields}


@extend_schema_serializer(examples=[examples.CONFIRM])
class ConfirmAppointmentSerializer(Serializer):
    override_reason = LineField(
        required=False,
        max_length=500,
        help_text="Lets whoever may override a policy confirm a booking whose deposit is not received; the "
        "staff read it in the history.",
    )
