"""What notification-service is given of a code."""

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from chassis.api.serializers import Serializer
from chassis.fields import InstantField, LineField
from codes import examples
from codes.purposes import Channel, Purpose


@extend_schema_serializer(examples=[examples.MAILED_CODE])
class MailedCodeSerializer(Serializer):
    """To be sent and forgotten: neither stored nor logged."""

    code = LineField(help_text="43 characters of base64url for a link, or six digits to type in.")
    address = LineField(help_text="A mail address, or a phone number (E.164).")
    channel = serializers.ChoiceField(choices=Channel.choices)
    purpose = serializers.ChoiceField(choices=Purpose.choices)
    expires_at = InstantField()
