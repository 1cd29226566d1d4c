from typing import Any

from django.db.models import Q
from drf_spectacular.utils import extend_schema_serializer

from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.fields import BooleanField, IntegerField, LineField, UUIDField
from notifications import examples
from notifications.models import Notification


class ResourceSerializer(Serializer):
    type = LineField(source="about", read_only=True, help_text="appointment, project, invoice and so on.")
    id = UUIDField(source="about_id", read_only=True)


@extend_schema_serializer(examples=[examples.SHOWN])
class NotificationSerializer(ModelSerializer):
    """One piece of news. `resource` is what it tells of; `about` and `about_id` say the same."""

    resource = ResourceSerializer(source="*", read_only=True)

    class Meta:
        model = Notification
        fields = [
            "id", "kind", "title", "body", "resource", "about", "about_id", "location_id", "read_at",
            "archived_at", "created_at",
        ]  # fmt: skip
        read_only_fields = fields


class ArchivedField(BooleanField):
    def to_internal_value(self, data: Any) -> Q:
        return Q(archived_at__isnull=not super().to_internal_value(data))


class NotificationFilters(Query):
    archived = ArchivedField(required=False, help_text="Those that are archived, instead of the inbox.")
    unread = BooleanField(required=False, source="read_at__isnull")
    kind = LineField(required=False, max_length=50)


class NotificationCountSerializer(Serializer):
    count = IntegerField(min_value=0)
