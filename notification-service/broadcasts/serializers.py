from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from broadcasts import examples
from broadcasts.models import Broadcast
from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import IntegerField, LineField, TextField, UUIDField
from contacts.models import LANGUAGES, ChannelName

MOST_CUSTOMERS = 1000


class PeopleSerializer(Serializer):
    """Whom it is for. What is empty or left out leaves nobody out; what is given has to hold together."""

    languages = serializers.ListField(
        child=serializers.ChoiceField(choices=LANGUAGES),
        required=False,
        default=list,
        max_length=len(LANGUAGES),
        help_text="Those who read one of these, by their profile.",
    )
    cities = serializers.ListField(
        child=LineField(max_length=100),
        required=False,
        default=list,
        max_length=100,
        help_text="Those whose address is in one of these, whatever the case of the letters.",
    )
    customer_ids = serializers.ListField(
        child=UUIDField(), required=False, default=list, max_length=MOST_CUSTOMERS, help_text="These alone."
    )


@extend_schema_serializer(examples=[examples.COUNT])
class CountPeopleSerializer(PeopleSerializer):
    """The same, without a text."""


@extend_schema_serializer(examples=[examples.BEGIN])
class BeginBroadcastSerializer(PeopleSerializer):
    title = LineField(max_length=120)
    body = TextField(max_length=4000)
    channels = serializers.ListField(
        child=serializers.ChoiceField(choices=ChannelName.choices),
        required=False,
        default=list,
        max_length=len(ChannelName),
        help_text="By these alone, of those that each of them prefers; empty: any.",
    )


class PeopleCountSerializer(Serializer):
    people = IntegerField(help_text="Who consented to marketing, of those whom it is for.")


class ProgressSerializer(Serializer):
    """What became of what is sent: each goes to one person by one channel."""

    planned = IntegerField(help_text="All of them.")
    waiting = IntegerField(help_text="As for the end of somebody's quiet hours.")
    sent = IntegerField()
    failed = IntegerField(help_text="They can be replayed.")
    not_sent = IntegerField(help_text="Cancelled, not wanted any more, or to an address that is stopped.")


class BroadcastSerializer(ModelSerializer):
    """What is written to many at once, and to how many of them it was given so far."""

    languages = serializers.ListField(child=serializers.ChoiceField(choices=LANGUAGES), read_only=True)
    cities = serializers.ListField(child=LineField(), read_only=True)
    customer_ids = serializers.ListField(child=UUIDField(), read_only=True)
    channels = serializers.ListField(
        child=serializers.ChoiceField(choices=ChannelName.choices), read_only=True
    )

    class Meta:
        model = Broadcast
        fields = [
            "id", "title", "body", "languages", "cities", "customer_ids", "channels", "status", "people",
            "created_by", "created_at",
        ]  # fmt: skip
        read_only_fields = fields


class BroadcastWithProgressSerializer(BroadcastSerializer):
    """The same, with what became of it."""

    progress = ProgressSerializer(read_only=True)

    class Meta(BroadcastSerializer.Meta):
        fields = [*BroadcastSerializer.Meta.fields, "progress"]
        read_only_fields = fields
