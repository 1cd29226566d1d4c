from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.fields import LineField, canonical_email
from chassis.phones import canonical_phone
from contacts import examples
from contacts.errors import NO_SUCH_ADDRESS
from contacts.models import OF_ADDRESSES, ChannelName, StoppedAddress, StopReason


class StoppedAddressSerializer(ModelSerializer):
    """An address that nothing is sent to any more."""

    channel = serializers.ChoiceField(choices=OF_ADDRESSES, read_only=True)

    class Meta:
        model = StoppedAddress
        fields = ["id", "channel", "address", "reason", "created_at"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.STOP_ADDRESS])
class StopAddressSerializer(Serializer):
    channel = serializers.ChoiceField(choices=OF_ADDRESSES)
    address = LineField(max_length=254, help_text="An e-mail address, or a number with its country.")

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        in_form = canonical_email if data["channel"] == ChannelName.EMAIL else canonical_phone
        address = in_form(data["address"])
        if address is None:
            raise NO_SUCH_ADDRESS(field="address")
        return {**data, "address": address}


class StoppedAddressFilters(Query):
    channel = serializers.ChoiceField(choices=OF_ADDRESSES, required=False)
    reason = serializers.ChoiceField(choices=StopReason.choices, required=False)
    address = LineField(required=False, max_length=254, help_text="In small letters, or a number in E.164.")
