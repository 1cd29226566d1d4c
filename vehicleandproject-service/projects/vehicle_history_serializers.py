from drf_spectacular.utils import extend_schema_serializer

from chassis.api.serializers import ModelSerializer
from chassis.fields import BooleanField, InstantField, IntegerField, UUIDField
from projects import examples
from projects.models import Project


@extend_schema_serializer(examples=[examples.DONE])
class HistoryEntrySerializer(ModelSerializer):
    """Work that was done on a vehicle, without whom it was done for."""

    project_id = UUIDField(
        read_only=True, allow_null=True, help_text="For whom the work was done, and the staff; else null."
    )
    yours = BooleanField(read_only=True, help_text="Whether it was done for you.")
    delivered_at = InstantField(
        read_only=True, allow_null=True, help_text="When the vehicle was handed over."
    )
    odometer_km = IntegerField(
        read_only=True, allow_null=True, help_text="What the odometer had last read by then, if it was read."
    )

    class Meta:
        model = Project
        fields = ["kind", "title", "created_at", "delivered_at", "odometer_km", "yours", "project_id"]
        read_only_fields = fields
