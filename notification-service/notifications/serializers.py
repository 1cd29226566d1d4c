from drf_spectacular.utils import extend_schema_serializer

from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.fields import BooleanField, IntegerField, LineField
from notifications import examples
from notifications.models import Notification


@extend_schema_serializer(examples=[examples.SHOWN])
class NotificationSerializer(ModelSerializer):
    """One piece of news. `about` and `about_id` name what it tells of."""

    class Meta:
        model = Notification
        fields = ["id", "kind", "title", "body", "about", "about_id", "read_at", "created_at"]
        read_only_fields = fields


class NotificationFilters(Query):
    unread = BooleanField(required=False, source="read_at__isnull")
    kind = LineField(required=False, max_length=50)


class NotificationCountSerializer(Serializer):
    count = IntegerField(min_value=0)
