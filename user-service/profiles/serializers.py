import json
from collections.abc import Iterator
from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import LineField, WebAddressField, ZoneField
from profiles import examples
from profiles.errors import (
    LONGEST_PREFERENCES,
    NO_LANGUAGE_TAG,
    NOT_SECURE,
    NULL_CHARACTERS,
    TOO_LARGE,
)
from profiles.languages import canonical
from profiles.models import LONGEST_DISPLAY_NAME, Profile

AVATAR = "Where the picture is (https); empty for none."


class ProfileSerializer(ModelSerializer):
    """A profile as its own account sees it."""

    avatar_url = LineField(read_only=True, help_text=AVATAR)
    preferences = serializers.DictField(read_only=True)

    class Meta:
        model = Profile
        fields = [
            "id", "display_name", "avatar_url", "locale", "time_zone", "theme", "preferences", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class UserCardSerializer(ModelSerializer):
    """What others may know of a person."""

    avatar_url = LineField(read_only=True, help_text=AVATAR)

    class Meta:
        model = Profile
        fields = ["id", "display_name", "avatar_url", "role"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.CHANGE])
class ChangeProfileSerializer(Serializer):
    display_name = LineField(
        max_length=LONGEST_DISPLAY_NAME, allow_blank=True, help_text="Empty for the account's own name."
    )
    avatar_url = WebAddressField(max_length=500, allow_blank=True)
    locale = LineField(help_text="A language tag (BCP 47), such as en, de-CH or zh-Hant-TW.")
    time_zone = ZoneField(max_length=50, allow_blank=True, help_text="An IANA zone, or empty.")
    theme = serializers.ChoiceField(Profile.Theme.choices)
    preferences = serializers.DictField(help_text="Whatever the client keeps here; replaced as a whole.")

    def validate_avatar_url(self, address: str) -> str:
        # Everybody who sees the card asks for it.
        if address and not address.lower().startswith("https://"):
            raise NOT_SECURE()
        return address

    def validate_locale(self, tag: str) -> str:
        known = canonical(tag)
        if known is None:
            raise NO_LANGUAGE_TAG()
        return known

    def validate_preferences(self, data: dict[str, Any]) -> dict[str, Any]:
        if len(json.dumps(data)) > LONGEST_PREFERENCES:
            raise TOO_LARGE()
        if any("\0" in text for text in _texts(data)):
            raise NULL_CHARACTERS()
        return data


def _texts(value: Any) -> Iterator[str]:
    """All text in a JSON value, names included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
