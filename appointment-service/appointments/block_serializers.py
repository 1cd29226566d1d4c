"""Bodies and query parameters of blocks."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer

from appointments import examples
from appointments.date_range import check_stretch
from appointments.errors import BAY_OR_EQUIPMENT
from appointments.models import Block
from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import InstantField, LineField, UUIDField
from resources.serializers import StretchFilters

LONGEST_BLOCK_DAYS = 366


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
        check_stretch(data, LONGEST_BLOCK_DAYS)
        return data


class BlockFilters(StretchFilters):
    bay_id = UUIDField(required=False)
    equipment_id = UUIDField(required=False)
