"""Bodies and query parameters of blocks."""

from datetime import timedelta
from typing import Any

from drf_spectacular.utils import extend_schema_serializer

from appointments import examples
from appointments.errors import BAY_OR_EQUIPMENT, BEFORE_START, RANGE_TOO_LONG
from appointments.models import Block
from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import InstantField, LineField, UUIDField
from resources.serializers import LocationFilters

LONGEST_BLOCK = timedelta(days=366)


class BlockSerializer(ModelSerializer):
    """When a bay or a unit of equipment is out of use for a while."""

    location_id = UUIDField(read_only=True)
    bay_id = UUIDField(read_only=True, allow_null=True)
    equipment_id = UUIDField(read_only=True, allow_null=True)

    class Meta:
        model = Block
        fields = ["id", "location_id", "bay_id", "equipment_id", "start", "end", "reason", "created_at"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.ADD_BLOCK])
class AddBlockSerializer(Serializer):
    bay_id = UUIDField(required=False, help_text="Either a bay or a unit of equipment.")
    equipment_id = UUIDField(required=False)
    start = InstantField()
    end = InstantField()
    reason = LineField(max_length=200)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if ("bay_id" in data) == ("equipment_id" in data):
            raise BAY_OR_EQUIPMENT(field="bay_id")
        if data["end"] <= data["start"]:
            raise BEFORE_START(field="end")
        if data["end"] - data["start"] > LONGEST_BLOCK:
            raise RANGE_TOO_LONG(field="end", days=LONGEST_BLOCK.days)
        return data


class BlockFilters(LocationFilters):
    bay_id = UUIDField(required=False)
    equipment_id = UUIDField(required=False)
    starts_before = InstantField(required=False, source="start__lt")
    ends_after = InstantField(required=False, source="end__gt")
