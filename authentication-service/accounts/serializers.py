from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from rest_framework import serializers

from accounts.models import Account, Role, Session
from chassis.auth import Group
from chassis.phones import PhoneField
from chassis.serializers import ModelSerializer, Serializer

# Longer ones would only cost time to hash.
LONGEST_PASSWORD = 128


class PasswordField(serializers.CharField):
    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=LONGEST_PASSWORD,
            trim_whitespace=False,
            write_only=True,
            style={"input_type": "password"},
            **options,
        )


class EmailField(serializers.EmailField):
    """As it was typed, but for the domain, which has no case."""

    def to_internal_value(self, data: Any) -> str:
        name, _, domain = super().to_internal_value(data).rpartition("@")
        return f"{name}@{domain.lower()}"


def check_password_strength(password: str, account: Account, field: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        details = [serializers.ErrorDetail(each.messages[0], code=each.code) for each in error.error_list]
        raise serializers.ValidationError({field: details}) from error


GROUPS = [group.value for group in Group]


class AccountSerializer(ModelSerializer):
    groups = serializers.ListField(child=serializers.ChoiceField(choices=GROUPS), read_only=True)

    class Meta:
        model = Account
        fields = [
            "id", "email", "first_name", "last_name", "phone", "role", "groups", "is_active",
            "email_verified", "created_at",
        ]  # fmt: skip
        read_only_fields = fields


class TokensSerializer(Serializer):
    access = serializers.CharField(help_text="For the Authorization header; lives 15 minutes.")
    refresh = serializers.CharField(
        help_text="For token/refresh/, once; 14 days from its last use, 90 from signing in."
    )


class SignedInSerializer(TokensSerializer):
    account = AccountSerializer()


class RegisterSerializer(Serializer):
    email = EmailField(max_length=254)
    password = PasswordField()
    first_name = serializers.CharField(max_length=80)
    last_name = serializers.CharField(max_length=80)
    phone = PhoneField(required=False)
    role = serializers.JSONField(
        required=False, allow_null=True, help_text="Accepted and ignored: whoever registers is a customer."
    )

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        described = {name: given[name] for name in ("email", "first_name", "last_name")}
        check_password_strength(given["password"], Account(**described), "password")
        return given


class SignInSerializer(Serializer):
    email = serializers.CharField(max_length=254)
    password = PasswordField()


class RefreshSerializer(Serializer):
    refresh = serializers.CharField(max_length=4096)


class ChangeOwnAccountSerializer(Serializer):
    first_name = serializers.CharField(max_length=80)
    last_name = serializers.CharField(max_length=80)
    phone = PhoneField()


class ChangePasswordSerializer(Serializer):
    current_password = PasswordField()
    new_password = PasswordField()

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        account = Account.objects.filter(pk=self.context["request"].user.id).first() or Account()
        check_password_strength(given["new_password"], account, "new_password")
        return given


class ChangeAccountSerializer(Serializer):
    role = serializers.ChoiceField(choices=Role.choices)
    groups = serializers.ListField(
        child=serializers.ChoiceField(choices=GROUPS),
        max_length=len(GROUPS),
        help_text="What an employee may do beyond their own work. Those of another role have none to choose.",
    )
    is_active = serializers.BooleanField()


class AccountFilters(Serializer):
    role = serializers.ChoiceField(choices=Role.choices, required=False)
    is_active = serializers.BooleanField(required=False)


class SessionSerializer(ModelSerializer):
    current = serializers.BooleanField(read_only=True, help_text="Whether this is the session that asks.")

    class Meta:
        model = Session
        fields = ["id", "address", "user_agent", "current", "created_at", "last_used_at", "expires_at"]
        read_only_fields = fields


class ServiceCredentialsSerializer(Serializer):
    client_id = serializers.CharField(max_length=80, help_text="The service's name.")
    client_secret = serializers.CharField(max_length=256, trim_whitespace=False, write_only=True)


class GrantSerializer(Serializer):
    access = serializers.CharField()
    expires_in = serializers.IntegerField(help_text="Seconds.")


class KeySerializer(Serializer):
    kty = serializers.CharField()
    use = serializers.CharField()
    alg = serializers.CharField()
    kid = serializers.CharField()
    n = serializers.CharField()
    e = serializers.CharField()


class KeySetSerializer(Serializer):
    keys = KeySerializer(many=True)
