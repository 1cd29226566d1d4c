"""Body and answer of ETAs."""

from datetime import datetime, timedelta

from django.utils import timezone
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import InstantField, LineField
from projects import examples
from projects.errors import READY_IN_PAST, READY_TOO_FAR
from projects.models import ProjectEta, Visibility

FURTHEST = timedelta(days=731)


@extend_schema_serializer(examples=[examples.SAY_WHEN])
class SayWhenSerializer(Serializer):
    ready_at = InstantField(help_text="In the future, and within two years.")
    reason = LineField(
        max_length=500,
        default="",
        allow_blank=True,
        help_text="Needed where another instant was said before.",
    )
    visibility = serializers.ChoiceField(
        Visibility.choices, required=False, help_text="Who reads the reason. Left out: the customer too."
    )

    def validate_ready_at(self, ready_at: datetime) -> datetime:
        now = timezone.now()
        if ready_at <= now:
            raise READY_IN_PAST()
        if ready_at > now + FURTHEST:
            raise READY_TOO_FAR()
        return ready_at


class ProjectEtaSerializer(ModelSerializer):
    """When the work will be done, as was said then. A customer reads the reasons that are for them."""

    reason = LineField(source="shown_reason", read_only=True)

    class Meta:
        model = ProjectEta
        fields = ["id", "ready_at", "actor_id", "reason", "reason_visibility", "created_at"]
        read_only_fields = ["id", "ready_at", "actor_id", "reason_visibility", "created_at"]
