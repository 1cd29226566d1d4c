"""Bodies of what is done by codes."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from accounts.models import Role
from accounts.serializers import GROUPS, PasswordField, check_password_strength
from addresses import examples
from chassis.api.serializers import Serializer
from chassis.fields import EmailField, LineField, SecretField
from chassis.phones import PhoneField
from codes.actions import holder_of
from codes.purposes import Purpose


class CodeField(SecretField):
    """What came by mail. One in no form at all is refused as one that does not count."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=200, help_text="What the link in the mail carries.", **options)


@extend_schema_serializer(examples=[examples.EMAIL])
class EmailSerializer(Serializer):
    email = EmailField()


@extend_schema_serializer(examples=[examples.CODE])
class MailedCodeSerializer(Serializer):
    code = CodeField()


class _NewPasswordSerializer(Serializer):
    """The code is looked up first, so that a password that is too weak does not use it up."""

    purpose: Purpose

    code = CodeField()
    password = PasswordField()

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        check_password_strength(data["password"], holder_of(data["code"], self.purpose), "password")
        return data


@extend_schema_serializer(examples=[examples.RESET_PASSWORD])
class ResetPasswordSerializer(_NewPasswordSerializer):
    purpose = Purpose.RESET_PASSWORD


@extend_schema_serializer(examples=[examples.ACCEPT_INVITATION])
class AcceptInvitationSerializer(_NewPasswordSerializer):
    purpose = Purpose.INVITATION


@extend_schema_serializer(examples=[examples.CONFIRM_PHONE])
class ConfirmPhoneSerializer(Serializer):
    code = SecretField(max_length=200, help_text="The six digits of the text message.")


@extend_schema_serializer(examples=[examples.INVITE])
class InviteEmployeeSerializer(Serializer):
    email = EmailField()
    first_name = LineField(max_length=80)
    last_name = LineField(max_length=80, required=False, allow_blank=True)
    phone = PhoneField(required=False)
    role = serializers.ChoiceField(choices=[Role.EMPLOYEE, Role.ADMIN])
    groups = serializers.ListField(
        child=serializers.ChoiceField(choices=GROUPS),
        required=False,
        max_length=len(GROUPS),
        help_text="What an employee may do beyond their own work; a technician if it is left out.",
    )


@extend_schema_serializer(examples=[examples.SEND_INVITATION])
class SendInvitationSerializer(Serializer):
    email = EmailField(required=False, help_text="Where the account has none, or another one is meant.")
