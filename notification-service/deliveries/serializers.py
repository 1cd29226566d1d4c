from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from chassis.api.serializers import ModelSerializer, Query
from chassis.fields import LineField, UUIDField
from contacts.models import ChannelName
from deliveries import examples
from deliveries.models import Delivery
from deliveries.statuses import Status


@extend_schema_serializer(examples=[examples.SHOWN])
class DeliverySerializer(ModelSerializer):
    """What is sent of one piece of news to one address. What it says is not shown.

    `about` and `about_id` name what it tells of; `error` is why it was not sent, or not yet.
    """

    folded_into_id = UUIDField(
        read_only=True, allow_null=True, help_text="The delivery that it was sent as a part of."
    )

    class Meta:
        model = Delivery
        fields = [
            "id", "account_id", "kind", "channel", "about", "about_id", "status", "due_at", "attempts",
            "sent_at", "error", "folded_into_id", "created_at",
        ]  # fmt: skip
        read_only_fields = fields


class DeliveryFilters(Query):
    account_id = UUIDField(required=False)
    kind = LineField(required=False, max_length=50)
    channel = serializers.ChoiceField(choices=ChannelName.choices, required=False)
    status = serializers.ChoiceField(choices=Status.choices, required=False)
