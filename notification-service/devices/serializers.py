"""Bodies of devices."""

from drf_spectacular.utils import extend_schema_serializer

from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import LineField, PatternField
from devices import examples
from devices.models import Device

BASE64URL = "^[A-Za-z0-9_-]+={0,2}$"


class DeviceSerializer(ModelSerializer):
    """A browser that is sent your news. `last_used_at`: when its service last took something for it."""

    class Meta:
        model = Device
        fields = ["id", "endpoint", "name", "last_used_at", "created_at"]
        read_only_fields = fields


class PushKeysSerializer(Serializer):
    p256dh = PatternField(BASE64URL, "Give it in base64url.", max_length=100)
    auth = PatternField(BASE64URL, "Give it in base64url.", max_length=50)


@extend_schema_serializer(examples=[examples.ADD_DEVICE])
class AddDeviceSerializer(Serializer):
    endpoint = LineField(max_length=2000, help_text="Of the browser's PushSubscription, as its keys.")
    keys = PushKeysSerializer()
    name = LineField(
        required=False, allow_blank=True, max_length=100, help_text="By which you know it among your others."
    )


class PushKeySerializer(Serializer):
    key = LineField(help_text="What browsers take as applicationServerKey.")
