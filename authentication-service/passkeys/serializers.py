"""Bodies of passkeys. What browsers give and take is the JSON of Web Authentication, Level 3, 5.1."""

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from accounts.serializers import DeviceTokenField
from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import BooleanField, InstantField, LineField, SecretField, UUIDField
from passkeys import examples
from passkeys.models import Passkey

NAME_LENGTH = Passkey._meta.get_field("name").max_length


class PasskeySerializer(ModelSerializer):
    backed_up = BooleanField(
        read_only=True, help_text="Whether it is kept somewhere else too, and outlives its device."
    )
    last_used_at = InstantField(read_only=True, allow_null=True)
    copy_suspected_at = InstantField(
        read_only=True,
        allow_null=True,
        help_text="When it was last refused because it counted back: it may be there twice. Remove it.",
    )

    class Meta:
        model = Passkey
        fields = ["id", "name", "backed_up", "last_used_at", "copy_suspected_at", "created_at"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.MAKE])
class NewPasskeyOptionsSerializer(Serializer):
    """For a new passkey."""

    ceremony_id = UUIDField()
    expires_at = InstantField()
    options = serializers.DictField(
        help_text="For PublicKeyCredential.parseCreationOptionsFromJSON(), then credentials.create()."
    )


@extend_schema_serializer(examples=[examples.SHOW])
class PasskeyOptionsSerializer(Serializer):
    """For one that is there."""

    ceremony_id = UUIDField()
    expires_at = InstantField()
    options = serializers.DictField(
        help_text="For PublicKeyCredential.parseRequestOptionsFromJSON(), then credentials.get()."
    )


class PasskeyAnswerSerializer(Serializer):
    ceremony_id = UUIDField()
    credential = serializers.DictField(help_text="What toJSON() of the browser's credential gives.")


@extend_schema_serializer(examples=[examples.REGISTER])
class RegisterPasskeySerializer(PasskeyAnswerSerializer):
    name = LineField(
        required=False,
        allow_blank=True,
        max_length=NAME_LENGTH,
        help_text="By which you know it among your others.",
    )


class RegisteredPasskeySerializer(Serializer):
    passkey = PasskeySerializer()
    recovery_codes = serializers.ListField(
        child=LineField(),
        help_text="With the first second factor of an account; shown this once. Else empty.",
    )


@extend_schema_serializer(examples=[examples.RENAME])
class ChangePasskeySerializer(Serializer):
    name = LineField(allow_blank=True, max_length=NAME_LENGTH)


@extend_schema_serializer(examples=[examples.SIGN_IN])
class PasskeySignInSerializer(PasskeyAnswerSerializer):
    device_token = DeviceTokenField()


@extend_schema_serializer(examples=[examples.BEGIN_SECOND_FACTOR])
class BeginPasskeySecondFactorSerializer(Serializer):
    mfa_token = SecretField(max_length=200)


@extend_schema_serializer(examples=[examples.SECOND_FACTOR])
class PasskeySecondFactorSerializer(PasskeyAnswerSerializer):
    mfa_token = SecretField(max_length=200)


@extend_schema_serializer(examples=[examples.STEP_UP])
class PasskeyStepUpSerializer(PasskeyAnswerSerializer):
    pass
