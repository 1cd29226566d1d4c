"""Bodies of the addresses under which calendars are read."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import LineField, UUIDField
from feeds import examples
from feeds.errors import BAY_REQUIRED, OF_ANOTHER_KIND
from feeds.models import Feed, FeedKind


class FeedSerializer(ModelSerializer):
    """A calendar that can be read at a secret address. The address itself was shown when it was made."""

    bay_id = UUIDField(read_only=True, allow_null=True)
    location_id = UUIDField(read_only=True, allow_null=True)

    class Meta:
        model = Feed
        fields = ["id", "kind", "bay_id", "location_id", "name", "created_at"]
        read_only_fields = fields


class NewFeedSerializer(FeedSerializer):
    """The same with its address, this once."""

    url = LineField(
        read_only=True, help_text="Where it is read, without a token: whoever knows it sees the calendar."
    )

    class Meta(FeedSerializer.Meta):
        fields = [*FeedSerializer.Meta.fields, "url"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.ADD_FEED, examples.ADD_FEED_OF_A_BAY])
class AddFeedSerializer(Serializer):
    kind = serializers.ChoiceField(
        choices=FeedKind.choices,
        help_text="personal: your bookings, or as staff the work assigned to you.",
    )
    bay_id = UUIDField(required=False, help_text="Of the kind bay: which one.")
    location_id = UUIDField(
        required=False, help_text="Of the kind location: which one; the default location if it is left out."
    )
    name = LineField(
        required=False,
        allow_blank=True,
        max_length=100,
        help_text="What calendars show it as, and by which you know it among your others.",
    )

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        for kind, field in ((FeedKind.BAY, "bay_id"), (FeedKind.LOCATION, "location_id")):
            if field in data and data["kind"] != kind:
                raise OF_ANOTHER_KIND(field=field)
        if data["kind"] == FeedKind.BAY and "bay_id" not in data:
            raise BAY_REQUIRED(field="bay_id")
        return data
