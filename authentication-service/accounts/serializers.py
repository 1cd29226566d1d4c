from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from accounts import examples
from accounts.models import Account, Role, SecondFactor, Session, ShownFactor
from accounts.user_agents import device_named_by
from chassis.api.representation import Computed
from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.auth import Group, Permission
from chassis.fields import (
    BooleanField,
    EmailField,
    IntegerField,
    LineField,
    SecretField,
    canonical_email,
)
from chassis.phones import PhoneField
from chassis.text import opaque

# Longer ones would only cost time to hash.
LONGEST_PASSWORD = 128


class PasswordField(SecretField):
    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST_PASSWORD, style={"input_type": "password"}, **options)


class DeviceTokenField(SecretField):
    """By which a device that signed in before is known, where it has one."""

    def __init__(self) -> None:
        super().__init__(
            required=False,
            allow_blank=True,
            max_length=200,
            help_text="What the last sign-in on this device gave. One that is not known counts as none.",
        )


def check_password_strength(password: str, account: Account, field: str) -> None:
    try:
        validate_password(opaque(password), account)
    except ValidationError as error:
        details = [serializers.ErrorDetail(each.messages[0], code=each.code) for each in error.error_list]
        raise serializers.ValidationError({field: details}) from error


GROUPS = [group.value for group in Group]


class SecondFactorsField(serializers.ListField):
    child = serializers.ChoiceField(choices=SecondFactor.choices)


class AccountSerializer(ModelSerializer):
    email = LineField(read_only=True, help_text="May be empty for who has no login.")
    groups = serializers.ListField(child=serializers.ChoiceField(choices=GROUPS), read_only=True)
    second_factors = SecondFactorsField(read_only=True)

    class Meta:
        model = Account
        fields = [
            "id", "has_login", "email", "first_name", "last_name", "phone", "role", "groups", "is_active",
            "email_verified", "phone_verified", "second_factors", "invited_until", "created_at",
        ]  # fmt: skip
        read_only_fields = fields
        extra_kwargs = {
            "invited_until": {"help_text": "Until when an invitation can be accepted; null where none waits."}
        }


class AccountForServicesSerializer(ModelSerializer):
    """What whoever had an account opened keeps of it."""

    email = LineField(read_only=True, help_text="May be empty for who has no login.")

    class Meta:
        model = Account
        fields = ["id", "has_login", "email", "first_name", "last_name", "phone", "is_active"]
        read_only_fields = fields


class TokenPairSerializer(Serializer):
    access = LineField(help_text="For the Authorization header; lives 15 minutes.")
    refresh = LineField(help_text="For token/refresh/, once; 14 days from its last use, 90 from signing in.")


@extend_schema_serializer(examples=[examples.SIGNED_IN])
class SignedInAccountSerializer(TokenPairSerializer):
    account = AccountSerializer()
    device_token = LineField(help_text="Keep it on this device, for its next sign-in, which gives another.")
    mfa_enrolment_required = BooleanField(
        help_text="Whether these tokens open nothing but giving oneself a second factor; refresh them then."
    )


@extend_schema_field({"type": "boolean", "enum": [True]})
class TrueField(BooleanField):
    """Is there in one of several shapes of an answer, and says which it is."""


@extend_schema_serializer(examples=[examples.CHALLENGED])
class ChallengedSerializer(Serializer):
    """The password was right, and a second factor is asked for."""

    mfa_required = TrueField(help_text="Always true; not there where somebody is signed in.")
    mfa_token = LineField(help_text="For login/mfa/ or login/mfa/passkey/, within five minutes.")
    methods = SecondFactorsField()


@extend_schema_serializer(examples=[examples.REGISTER])
class RegisterAccountSerializer(Serializer):
    email = EmailField()
    password = PasswordField()
    first_name = LineField(max_length=80)
    last_name = LineField(max_length=80, allow_blank=True, help_text="Empty for a person with a single name.")
    phone = PhoneField(required=False)
    role = serializers.JSONField(
        required=False, allow_null=True, help_text="Accepted and ignored: whoever registers is a customer."
    )

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        described = {name: data[name] for name in ("email", "first_name", "last_name")}
        check_password_strength(data["password"], Account(**described), "password")
        return data


@extend_schema_serializer(examples=[examples.REGISTER_WITHOUT_LOGIN])
class RegisterWithoutLoginSerializer(Serializer):
    email = EmailField(required=False, allow_blank=True)
    first_name = LineField(max_length=80)
    last_name = LineField(max_length=80, required=False, allow_blank=True)
    phone = PhoneField(required=False)


@extend_schema_serializer(examples=[examples.SIGN_IN])
class SignInSerializer(Serializer):
    email = LineField(max_length=254)
    password = PasswordField()
    device_token = DeviceTokenField()

    def validate_email(self, email: str) -> str:
        """In the form it was registered in; what can be no address has no account, and hears no more."""
        return canonical_email(email) or email


@extend_schema_serializer(examples=[examples.REFRESH])
class RefreshTokenSerializer(Serializer):
    refresh = SecretField(max_length=4096)


@extend_schema_serializer(examples=[examples.CHANGE_OWN])
class ChangeOwnAccountSerializer(Serializer):
    first_name = LineField(max_length=80)
    last_name = LineField(max_length=80, allow_blank=True)
    phone = PhoneField()


@extend_schema_serializer(examples=[examples.CHANGE_PASSWORD])
class ChangePasswordSerializer(Serializer):
    current_password = PasswordField()
    new_password = PasswordField()

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        account = Account.objects.filter(pk=self.context["request"].user.id).first() or Account()
        check_password_strength(data["new_password"], account, "new_password")
        return data


@extend_schema_serializer(examples=[examples.CHANGE])
class ChangeAccountSerializer(Serializer):
    role = serializers.ChoiceField(choices=Role.choices)
    groups = serializers.ListField(
        child=serializers.ChoiceField(choices=GROUPS),
        max_length=len(GROUPS),
        help_text="What an employee may do beyond their own work. Only employees have groups.",
    )
    is_active = BooleanField()


class InvitedField(BooleanField):
    def to_internal_value(self, data: Any) -> Q:
        return Q(invited_until__isnull=not super().to_internal_value(data))


class AccountFilters(Query):
    role = serializers.ChoiceField(choices=Role.choices, required=False)
    is_active = BooleanField(required=False)
    invited = InvitedField(required=False, help_text="Those whose invitation waits, expired or not.")


@extend_schema_field(OpenApiTypes.STR)
class DeviceField(Computed):
    columns = ("user_agent",)

    def shown(self, user_agent: str) -> str:
        return device_named_by(user_agent)


class SessionSerializer(ModelSerializer):
    device = DeviceField(help_text="Such as Firefox on Linux; empty where it is not recognised.")
    second_factor = serializers.ChoiceField(
        choices=[("", ""), *ShownFactor.choices],
        read_only=True,
        help_text="What was shown beside the password.",
    )
    current = BooleanField(read_only=True, help_text="Whether this is the session of this request.")

    class Meta:
        model = Session
        fields = [
            "id", "device", "address", "user_agent", "second_factor", "current", "created_at",
            "authenticated_at", "last_used_at", "expires_at",
        ]  # fmt: skip
        read_only_fields = fields


class PermissionInWordsSerializer(Serializer):
    permission = serializers.ChoiceField(choices=[permission.value for permission in Permission])
    allows = LineField(help_text="What whoever has it may do.")


class GroupInWordsSerializer(Serializer):
    group = serializers.ChoiceField(choices=GROUPS)
    role = serializers.ChoiceField(choices=Role.choices, help_text="Whose accounts may be in it.")
    permissions = PermissionInWordsSerializer(many=True)


class GroupsSerializer(Serializer):
    groups = GroupInWordsSerializer(many=True)


@extend_schema_serializer(examples=[examples.ISSUE_TOKEN])
class ServiceCredentialsSerializer(Serializer):
    client_id = LineField(max_length=80, help_text="The service's name.")
    client_secret = SecretField(max_length=256)


class ServiceTokenSerializer(Serializer):
    access = LineField()
    expires_in = IntegerField(help_text="Seconds.")


class SigningKeySerializer(Serializer):
    kty = LineField()
    use = LineField()
    alg = LineField()
    kid = LineField()
    n = LineField()
    e = LineField()


class KeySetSerializer(Serializer):
    keys = SigningKeySerializer(many=True)
