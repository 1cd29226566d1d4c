"""Where whoever takes our mails says what was answered."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework.request import Request

from chassis.api.examples import body
from chassis.api.operations import operation
from chassis.api.permissions import Anyone
from chassis.api.serializers import Serializer
from chassis.api.views import View
from chassis.errors import InvalidField
from chassis.fields import LineField, TextField
from chassis.text import LINE_ENDS, UNSEEN
from deliveries import mail_events, replies
from deliveries.errors import MAIL_EVENT_UNSIGNED
from deliveries.signatures import SignedParser

# Of what one mail quotes, and of what a body may hold.
LONGEST_TEXT = 50_000
REPLY = body(
    "An answer to a message of the workshop",
    {
        "to": "reply+aga3kaaaaaaabgcyaagvwh4ao4iaxtdbdmqhcdq@mail.servease.test",
        "from": "customer@servease.test",
        "message_id": "<20261118100000.1234@mail.example>",
        "text": "Yes, please.\n\nOn Wed, Nov 18, 2026 at 9:00 the workshop wrote:\n> New wipers too?",
    },
)


class MailTextField(TextField):
    """Text as mail programs write it: what nobody sees in it is left out, and not refused."""

    def to_internal_value(self, data: Any) -> str:
        try:
            return super().to_internal_value(data)
        except InvalidField:
            seen = UNSEEN.sub(lambda found: found[0] if found[0] in "\n\t" else "", LINE_ENDS.sub("\n", data))
            return super().to_internal_value(seen)


@extend_schema_serializer(examples=[REPLY])
class ReplySerializer(Serializer):
    """A mail that came to one of our reply addresses. Who sent it is known: DMARC passed."""

    to = LineField(max_length=320, help_text="The reply address that it came to.")
    from_ = LineField(max_length=320, allow_blank=True, help_text="Its sender's address, without a name.")
    message_id = LineField(max_length=998, help_text="Its Message-ID, by which it lands once.")
    text = MailTextField(
        max_length=LONGEST_TEXT, allow_blank=True, help_text="Its text/plain, of a longer one the beginning."
    )
    auto_submitted = LineField(
        max_length=200, allow_blank=True, required=False, help_text="Its Auto-Submitted, if it has one."
    )


class RepliesView(View):
    # What counts is the signature.
    authentication_classes = []
    parser_classes = [SignedParser]
    check_signature = staticmethod(mail_events.check_signature)
    access = {"POST": Anyone}
    names = {"POST": "receiveReply"}

    @operation(request=ReplySerializer, status=204, refuses=[MAIL_EVENT_UNSIGNED])
    def post(self, request: Request, data: dict[str, Any]) -> None:
        """Receive what somebody answered to a mail about a project: a webhook, for the mail server.

        Signed as Standard Webhooks are, with MAIL_WEBHOOK_SECRET, at most five minutes ago. What its sender
        wrote becomes a comment that customer and workshop read, once. An answer from another address than
        that of the account, or to an address that is none of ours, is 204 too, and lands nowhere.
        """
        replies.take(
            data["to"], data["from"], data["message_id"], data["text"], data.get("auto_submitted", "")
        )
