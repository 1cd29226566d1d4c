import json
import re
from typing import Any

from rest_framework import serializers

from chassis.serializers import ModelSerializer, Serializer
from profiles.models import LONGEST_DISPLAY_NAME, Profile, is_time_zone

LOCALE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
LONGEST_PREFERENCES = 4000
AVATAR = "Where the picture is; empty for none."


class ProfileSerializer(ModelSerializer):
    """A profile as its own account sees it."""

    avatar_url = serializers.CharField(read_only=True, help_text=AVATAR)
    preferences = serializers.DictField(read_only=True)

    class Meta:
        model = Profile
        fields = [
            "id", "display_name", "avatar_url", "locale", "time_zone", "theme", "preferences", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class CardSerializer(ModelSerializer):
    """What others may know of a person."""

    avatar_url = serializers.CharField(read_only=True, help_text=AVATAR)

    class Meta:
        model = Profile
        fields = ["id", "display_name", "avatar_url", "role"]
        read_only_fields = fields


class ChangeProfileSerializer(Serializer):
    display_name = serializers.CharField(max_length=LONGEST_DISPLAY_NAME)
    avatar_url = serializers.URLField(max_length=500, allow_blank=True)
    locale = serializers.RegexField(
        f"^{LOCALE.pattern}$", max_length=20, help_text="A language tag (BCP 47), such as en or de-CH."
    )
    time_zone = serializers.CharField(max_length=50, allow_blank=True, help_text="An IANA zone, or empty.")
    theme = serializers.ChoiceField(Profile.Theme.choices)
    preferences = serializers.DictField(help_text="Whatever the client keeps here; replaced as a whole.")

    def validate_time_zone(self, name: str) -> str:
        if name and not is_time_zone(name):
            raise serializers.ValidationError("This is no IANA time zone.", code="unknown_time_zone")
        return name

    def validate_preferences(self, given: dict[str, Any]) -> dict[str, Any]:
        text = json.dumps(given)
        if len(text) > LONGEST_PREFERENCES:
            raise serializers.ValidationError("At most 4,000 characters of JSON.", code="too_large")
        if "\\u0000" in text:
            raise serializers.ValidationError(
                "Null characters are not allowed.", code="null_characters_not_allowed"
            )
        return given
