"""What is shown and asked of what customers are lent."""

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer

from appointments import examples
from appointments.errors import LEND_WHAT
from appointments.visit import LONGEST_LOAN
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


def lent_with_something(data: dict[str, Any]) -> dict[str, Any]:
    """Rule: until when something is lent is said of something that is lent."""
    if "lent_until" in data and "lend" not in data:
        raise LEND_WHAT(field="lend")
    return data


class LentUntilField(InstantField):
    def __init__(self) -> None:
        super().__init__(
            required=False,
            help_text="Until when it is lent, if that is later than the end of the work; at most "
            f"{LONGEST_LOAN.days} days from the start.",
        )


class LendSerializer(Serializer):
    """What a booking wants to be lent."""

    lend = CodeField(required=False, help_text="A kind of thing to lend, such as courtesy_car.")
    lent_until = LentUntilField()

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        data = super().validate(data)
        return lent_with_something(data)


@extend_schema_serializer(examples=[examples.LEND_UNTIL])
class LendUntilSerializer(Serializer):
    lent_until = InstantField(help_text="Until when the customer has it.")
