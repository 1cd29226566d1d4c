"""What is shown and asked of bookings that need attention."""

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from appointments import examples
from appointments.attention import Attention, AttentionReason, reasons_of
from appointments.errors import STAFF_ONLY
from chassis.api.representation import Computed
from chassis.api.serializers import Serializer
from chassis.context import acting
from chassis.fields import BooleanField, LineField

STAFF = {"employee", "admin"}


class ReasonField(serializers.ChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(choices=AttentionReason.choices, **options)


@extend_schema_field({"type": ["array", "null"], "items": {"$ref": "#/components/schemas/AttentionReason"}})
class NeedsAttentionField(Computed):
    """Rule: the staff see what a booking needs attention for; its customer is spoken to, or it is moved."""

    columns = ("attention",)

    def shown(self, attention: Attention | None) -> list[str] | None:
        return reasons_of(attention) if attention and acting().role in STAFF else None


class NeedsAttentionFilter(BooleanField):
    def to_internal_value(self, data: Any) -> bool:
        """Whether they need none, for the column is null then."""
        if acting().role not in STAFF:
            raise STAFF_ONLY()
        return not super().to_internal_value(data)


@extend_schema_serializer(examples=[examples.ACCEPT])
class AcceptSerializer(Serializer):
    reason = LineField(max_length=300, help_text="Why it is kept as it is; the staff read it in the history.")
    reasons = serializers.ListField(
        child=ReasonField(),
        required=False,
        allow_empty=False,
        max_length=len(AttentionReason),
        help_text="What of `needs_attention` is accepted; all of it if left out.",
    )
