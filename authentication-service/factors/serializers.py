"""Bodies of second factors."""

import re
from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from accounts.models import SecondFactor
from accounts.serializers import PasswordField
from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import BooleanField, IntegerField, LineField, SecretField, UUIDField
from factors import examples
from factors.errors import PASSWORD_OR_CODE
from factors.models import Authenticator, FactorReset


class FactorCodeField(SecretField):
    """A code of an authenticator app or a recovery code, however its blanks are written."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "Six digits of the app, or a recovery code.")
        super().__init__(max_length=32, **options)

    def to_internal_value(self, data: Any) -> str:
        return re.sub(r"\s", "", super().to_internal_value(data))


@extend_schema_serializer(examples=[examples.COMPLETE_SECOND_FACTOR])
class CompleteSecondFactorSerializer(Serializer):
    mfa_token = SecretField(max_length=200)
    code = FactorCodeField()


@extend_schema_serializer(examples=[examples.STEP_UP])
class StepUpSerializer(Serializer):
    password = PasswordField(required=False, help_text="Of who has no second factor.")
    code = FactorCodeField(required=False)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if len(data) != 1:
            raise PASSWORD_OR_CODE(field="code")
        return data


class AuthenticatorSerializer(ModelSerializer):
    class Meta:
        model = Authenticator
        fields = ["created_at", "last_used_at"]
        read_only_fields = fields


class SecondFactorsSerializer(Serializer):
    has_password = BooleanField(
        help_text="Whether there is a password to show; else sign in by the provider again."
    )
    second_factors = serializers.ListField(child=serializers.ChoiceField(choices=SecondFactor.choices))
    totp = AuthenticatorSerializer(allow_null=True, help_text="The authenticator app, if there is one.")
    recovery_codes_left = IntegerField()
    enrolment_required = BooleanField(help_text="Whether nothing else is open before there is one.")


@extend_schema_serializer(examples=[examples.ENROLMENT])
class AuthenticatorEnrolmentSerializer(Serializer):
    secret = LineField(help_text="In base 32, for who cannot read a QR code.")
    otpauth_url = LineField(help_text="What an authenticator app reads from a QR code.")


@extend_schema_serializer(examples=[examples.CONFIRM])
class ConfirmAuthenticatorSerializer(Serializer):
    code = FactorCodeField(help_text="Six digits of the app.")


@extend_schema_serializer(examples=[examples.RECOVERY_CODES])
class RecoveryCodesSerializer(Serializer):
    recovery_codes = serializers.ListField(
        child=LineField(), help_text="Ten, shown this once; empty where there are some already."
    )


class FactorResetSerializer(ModelSerializer):
    account_id = UUIDField(read_only=True, help_text="Whose second factors go.")
    requested_by_id = UUIDField(read_only=True)
    approved_by_id = UUIDField(read_only=True, allow_null=True)

    class Meta:
        model = FactorReset
        fields = [
            "id", "account_id", "requested_by_id", "approved_by_id", "created_at", "expires_at", "approved_at"
        ]  # fmt: skip
        read_only_fields = fields
