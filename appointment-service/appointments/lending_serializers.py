"""What is shown and asked of what customers are lent."""

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer

from appointments import examples
from appointments.errors import BEFORE_START, LEND_WHAT
from chassis.api.representation import Computed
from chassis.api.serializers import Serializer
from chassis.fields import CodeField, InstantField, LineField, UUIDField


class LoanSerializer(Serializer):
    """What a customer is lent. `ends` is when it is due, `returned_at` when it came back."""

    lendable_id = UUIDField()
    kind = LineField()
    name = LineField()
    ends = InstantField()
    returned_at = InstantField(allow_null=True)


@extend_schema_field(LoanSerializer(allow_null=True))
class LentField(Computed):
    columns = ("lent",)

    def shown(self, lent: dict[str, Any] | None) -> dict[str, Any] | None:
        return lent and {name: lent[name] for name in LoanSerializer().fields}


class LendSerializer(Serializer):
    """What a booking wants to be lent."""

    lend = CodeField(required=False, help_text="A kind of thing to lend, such as courtesy_car.")
    lent_until = InstantField(
        required=False, help_text="Until when, if that is later than the end of the work."
    )

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        data = super().validate(data)
        if "lent_until" in data and "lend" not in data:
            raise LEND_WHAT(field="lend")
        if "lent_until" in data and data["lent_until"] <= data["start"]:
            raise BEFORE_START(field="lent_until")
        return data


@extend_schema_serializer(examples=[examples.LEND_UNTIL])
class LendUntilSerializer(Serializer):
    lent_until = InstantField(help_text="Until when the customer has it.")
