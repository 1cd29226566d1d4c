"""Bodies of odometer readings."""

from datetime import datetime

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import BooleanField, InstantField, IntegerField, LineField, not_in_future
from vehicles import examples
from vehicles.models import OdometerReading, Unit
from vehicles.odometer import LARGEST


@extend_schema_serializer(examples=[examples.READING_SHOWN])
class OdometerReadingSerializer(ModelSerializer):
    """What the odometer read; `distance_km` counts on where an instrument was exchanged."""

    class Meta:
        model = OdometerReading
        fields = [
            "id", "value", "unit", "km", "distance_km", "read_at", "exchanged", "reason", "voided_at",
            "created_at",
        ]  # fmt: skip
        read_only_fields = fields


class ListedOdometerReadingSerializer(OdometerReadingSerializer):
    """What the odometer read; `reason` is empty where it is another owner's."""

    reason = LineField(source="shown_reason", read_only=True)


@extend_schema_serializer(examples=[examples.READING])
class RecordReadingSerializer(Serializer):
    value = IntegerField(min_value=0, max_value=LARGEST)
    unit = serializers.ChoiceField(Unit.choices, default=Unit.KM)
    read_at = InstantField(required=False, help_text="Now, if it is left out.")
    reason = LineField(
        max_length=500,
        default="",
        allow_blank=True,
        help_text="Why it is set back, or the instrument was exchanged; otherwise it may be empty.",
    )
    exchanged = BooleanField(
        default=False, help_text="Whether this is the first reading of another instrument, with a reason."
    )

    def validate_read_at(self, instant: datetime) -> datetime:
        return not_in_future(instant)
