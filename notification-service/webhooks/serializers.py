"""Bodies of webhooks and of what was sent to them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from chassis.api.representation import Computed
from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.fields import BooleanField, InstantField, IntegerField, LineField, TextField, UUIDField
from webhooks import examples
from webhooks.event_types import CHOICES, table
from webhooks.models import Off, Status, Webhook, WebhookDelivery

WHICH = "Of which types it is sent events."


class EventsField(serializers.ListField):
    """Types of events, each once."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            child=serializers.ChoiceField(choices=CHOICES),
            allow_empty=False,
            max_length=len(CHOICES),
            **options,
        )

    def to_internal_value(self, data: Any) -> list[str]:
        return list(dict.fromkeys(super().to_internal_value(data)))


class WebhookSerializer(ModelSerializer):
    """Where a program is sent events. Its secret was shown when it was made."""

    events = EventsField(read_only=True, help_text=WHICH)
    off = serializers.ChoiceField(
        choices=[("", "it is on"), *Off.choices],
        read_only=True,
        help_text="Why it is off; empty while it is on.",
    )

    class Meta:
        model = Webhook
        fields = ["id", "url", "description", "events", "off", "previous_until", "created_at"]
        read_only_fields = fields


class WebhookWithSecretSerializer(WebhookSerializer):
    """The same with its secret, this once."""

    secret = LineField(
        read_only=True, help_text="What its messages are signed with, as Standard Webhooks has it."
    )

    class Meta(WebhookSerializer.Meta):
        fields = [*WebhookSerializer.Meta.fields, "secret"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.ADD_WEBHOOK])
class AddWebhookSerializer(Serializer):
    url = LineField(max_length=2000, help_text="An https address on the public internet, without a user.")
    events = EventsField(help_text=f"{WHICH} With each go out, of what it is about:\n\n{table()}")
    description = LineField(required=False, allow_blank=True, max_length=200)


@extend_schema_serializer(examples=[examples.CHANGE_WEBHOOK])
class ChangeWebhookSerializer(AddWebhookSerializer):
    events = EventsField(help_text=WHICH)
    is_on = BooleanField(required=False, help_text="Whether anything is sent there.")


class AttemptSerializer(Serializer):
    at = InstantField()
    milliseconds = IntegerField(help_text="How long it took.")
    status_code = IntegerField(allow_null=True, help_text="What was answered; null without an answer.")
    error = LineField(help_text="Why there was no answer; else empty.")


@extend_schema_field(AttemptSerializer(many=True))
class AttemptsField(Computed):
    columns = ("attempts",)

    def shown(self, attempts: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return attempts


class WebhookDeliverySerializer(ModelSerializer):
    """What was sent to a webhook, or is to be."""

    id = UUIDField(read_only=True, help_text="The webhook-id of each of its messages.")
    body = TextField(read_only=True, help_text="What is signed and sent, to the letter.")
    due_at = InstantField(read_only=True, help_text="When it is sent next, while it waits.")
    attempts = AttemptsField(help_text="The last twenty, oldest first.")

    class Meta:
        model = WebhookDelivery
        fields = ["id", "event_id", "type", "status", "due_at", "attempts", "body", "created_at"]
        read_only_fields = fields


class WebhookDeliveryFilters(Query):
    status = serializers.ChoiceField(choices=Status.choices, required=False)
    type = LineField(required=False, max_length=50)
