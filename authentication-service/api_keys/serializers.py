from datetime import datetime
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from api_keys import examples
from api_keys.errors import EXPIRED_ALREADY
from api_keys.models import ApiKey
from chassis.api.serializers import ModelSerializer, Serializer
from chassis.auth.scopes import SCOPES
from chassis.fields import BooleanField, InstantField, IntegerField, LineField, PatternField, UUIDField

DIGEST = "[0-9a-f]{64}"
WHAT_FOR = "What it may be used for, of what its account may: a noun of the API, to read or to write."


class ScopesField(serializers.ListField):
    """Scopes, each once and in order."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            child=serializers.ChoiceField(choices=SCOPES),
            allow_empty=False,
            max_length=len(SCOPES),
            **options,
        )

    def to_internal_value(self, data: Any) -> list[str]:
        return sorted(set(super().to_internal_value(data)))


class ApiKeySerializer(ModelSerializer):
    """A key by which a program acts for an account. The key itself was shown when it was made."""

    prefix = LineField(read_only=True, help_text="How the key begins.")
    scopes = ScopesField(read_only=True, help_text=WHAT_FOR)
    last_used_at = InstantField(
        read_only=True, allow_null=True, help_text="A minute late at most; null for one never used."
    )

    class Meta:
        model = ApiKey
        fields = ["id", "name", "prefix", "scopes", "last_used_at", "expires_at", "created_at"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.KEY])
class ApiKeyWithTextSerializer(ApiKeySerializer):
    """The same with the key itself, this once."""

    key = LineField(read_only=True, help_text="For the Authorization header: `Bearer sea_…`.")

    class Meta(ApiKeySerializer.Meta):
        fields = [*ApiKeySerializer.Meta.fields, "key"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.MAKE_KEY])
class MakeApiKeySerializer(Serializer):
    name = LineField(max_length=80, help_text="What it is for, so that you know it again.")
    scopes = ScopesField(help_text=WHAT_FOR)
    expires_at = InstantField(required=False, allow_null=True, help_text="Without it, until it is ended.")

    def validate_expires_at(self, expires_at: datetime | None) -> datetime | None:
        if expires_at is not None and expires_at <= timezone.now():
            raise EXPIRED_ALREADY()
        return expires_at


@extend_schema_serializer(examples=[examples.LOOK_UP])
class LookUpApiKeySerializer(Serializer):
    digest = PatternField(DIGEST, "Give the SHA-256 of the key in hexadecimal.")


class HolderOfApiKeySerializer(Serializer):
    """Of a key that counts: whose it is, what they may now, and which scopes it has."""

    id = UUIDField()
    account_id = UUIDField()
    role = LineField()
    permissions = serializers.ListField(child=LineField())
    rights = IntegerField(help_text="How often what its account may has changed.")
    email_verified = BooleanField()
    scopes = serializers.ListField(child=LineField())
    expires_at = InstantField(allow_null=True)
