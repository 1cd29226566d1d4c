"""Where whoever sends our text messages says what was answered."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework.request import Request

from chassis.api.examples import body
from chassis.api.operations import operation
from chassis.api.permissions import Anyone
from chassis.api.serializers import Serializer
from chassis.api.views import View
from chassis.fields import TextField
from chassis.phones import PhoneField
from deliveries import text_messages
from deliveries.errors import TEXT_MESSAGE_UNSIGNED
from deliveries.signatures import SignedParser

STOP = body("Somebody wants no more", {"from": "+49 30 901820", "text": "STOP"})


@extend_schema_serializer(examples=[STOP])
class TextMessageSerializer(Serializer):
    """A text message that came for us."""

    from_ = PhoneField(help_text="Who answered, with the country, such as +49 30 901820.")
    text = TextField(max_length=2000, allow_blank=True)


class TextMessagesView(View):
    # What counts is the signature.
    authentication_classes = []
    parser_classes = [SignedParser]
    check_signature = staticmethod(text_messages.check_signature)
    access = {"POST": Anyone}
    names = {"POST": "receiveTextMessage"}

    @operation(request=TextMessageSerializer, status=204, refuses=[TEXT_MESSAGE_UNSIGNED])
    def post(self, request: Request, data: dict[str, Any]) -> None:
        """Receive what somebody answered to a text message: a webhook, for whoever sends them for us.

        Signed as Standard Webhooks are, with SMS_WEBHOOK_SECRET, at most five minutes ago. STOP, and what
        that is in German, Spanish and French, withdraws the consent to text messages. Twice is once.
        """
        text_messages.take(data["from"], data["text"])
