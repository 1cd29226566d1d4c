"""How somebody wants to be reached, as they read and change it."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from chassis.api.serializers import Serializer
from chassis.fields import BooleanField, ClockField, IntegerField, LineField
from contacts.models import ChannelName
from preferences import examples
from preferences.errors import NOT_EVEN_BEGUN, UNKNOWN_CHANNEL
from preferences.models import Digest
from texts.kinds import KINDS

MISSING = ErrorDetail("This field is required.", code="required")


class Whole(Serializer):
    """What is given whole or not at all, also within a change that may leave out the rest."""

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        missing = [name for name, field in self.fields.items() if field.required and name not in data]
        if missing:
            raise serializers.ValidationError({name: [MISSING] for name in missing})
        return data


class QuietHoursSerializer(Whole):
    """From one reading of your clock to another, which may be on the next morning."""

    from_ = ClockField()
    until = ClockField()

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        super().validate(data)
        if data["from"] == data["until"]:
            raise NOT_EVEN_BEGUN(field="until")
        return data


class DigestSerializer(Serializer):
    """All mail that is not urgent as one: each day, or on a weekday, 1 for Monday to 7 for Sunday."""

    every = serializers.ChoiceField(choices=Digest.choices)
    hour = IntegerField(min_value=0, max_value=23, help_text="By your clock.")
    weekday = IntegerField(min_value=1, max_value=7, help_text="Of a weekly digest (ISO 8601).")


class ChannelSerializer(Serializer):
    on = BooleanField()
    may_change = BooleanField()


class ChannelsSerializer(Serializer):
    email = ChannelSerializer()
    sms = ChannelSerializer()
    push = ChannelSerializer()


class KindOfYoursSerializer(Serializer):
    """A kind of news, and by which channels you are sent it. In your inbox it is in any case."""

    kind = LineField()
    title = LineField()
    channels = ChannelsSerializer()


@extend_schema_serializer(examples=[examples.SHOWN])
class PreferencesSerializer(Serializer):
    """How you are reached. Language and time zone are those of your profile, and are changed there."""

    locale = LineField()
    time_zone = LineField()
    quiet_hours = QuietHoursSerializer(allow_null=True)
    digest = DigestSerializer()
    kinds = KindOfYoursSerializer(many=True)


class ChangeDigestSerializer(Serializer):
    every = serializers.ChoiceField(choices=Digest.choices, required=False)
    hour = IntegerField(min_value=0, max_value=23, required=False)
    weekday = IntegerField(min_value=1, max_value=7, required=False)


class SwitchSerializer(Whole):
    on = BooleanField()


class SwitchesSerializer(Serializer):
    email = SwitchSerializer(required=False)
    sms = SwitchSerializer(required=False)
    push = SwitchSerializer(required=False)

    def to_internal_value(self, data: Any) -> Any:
        for channel in data if isinstance(data, dict) else ():
            if channel not in ChannelName.values:
                raise UNKNOWN_CHANNEL(channel=channel, channels=", ".join(ChannelName.values))
        return super().to_internal_value(data)


class ChangeKindSerializer(Whole):
    kind = LineField(max_length=50)
    channels = SwitchesSerializer()


@extend_schema_serializer(examples=[examples.CHANGE])
class ChangePreferencesSerializer(Serializer):
    """What is left out stays as it is."""

    quiet_hours = QuietHoursSerializer(allow_null=True, help_text="null: none.")
    digest = ChangeDigestSerializer()
    kinds = ChangeKindSerializer(
        many=True,
        max_length=len(KINDS),
        help_text="Only those, and of them only the channels, that change.",
    )
