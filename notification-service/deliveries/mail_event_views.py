"""Where others say what became of mails."""

from typing import IO, Any

from anymail.signals import AnymailTrackingEvent
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from chassis.api.examples import body
from chassis.api.operations import operation
from chassis.api.permissions import Anyone
from chassis.api.serializers import Serializer
from chassis.api.views import View
from chassis.fields import EmailField, InstantField
from deliveries import mail_events
from deliveries.errors import MAIL_EVENT_UNSIGNED
from deliveries.signatures import SignedParser

CAME_BACK = body(
    "A mail that came back",
    {
        "type": mail_events.BOUNCED,
        "timestamp": "2026-11-18T10:00:00Z",
        "data": {"address": "nobody@servease.test"},
    },
)


class ConcernedMailSerializer(Serializer):
    address = EmailField(help_text="Whom the mail was sent to.")


@extend_schema_serializer(examples=[CAME_BACK])
class MailEventSerializer(Serializer):
    """`mail.bounced`: the address takes no mail for good. `mail.complained`: its reader calls it spam."""

    type = serializers.ChoiceField(choices=list(mail_events.REASONS))
    timestamp = InstantField()
    data = ConcernedMailSerializer()


class MailEventsView(View):
    # What counts is the signature.
    authentication_classes = []
    parser_classes = [SignedParser]
    check_signature = staticmethod(mail_events.check_signature)
    access = {"POST": Anyone}
    names = {"POST": "receiveMailEvent"}

    @operation(request=MailEventSerializer, status=204, refuses=[MAIL_EVENT_UNSIGNED])
    def post(self, request: Request, data: dict[str, Any]) -> None:
        """Receive that a mail came back or that its reader complains: a webhook, for the mail server.

        Signed as Standard Webhooks are, at most five minutes ago. Its address is stopped; twice is once.
        """
        mail_events.take(data["type"], data["data"]["address"])


class ProvidersParser(BaseParser):
    """Whatever form the provider gives its news."""

    media_type = "*/*"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None
    ) -> dict[str, Any]:
        view, request = parser_context["view"], parser_context["request"]
        view.events = mail_events.read_of_provider(request._request)
        return {}


class ProviderMailEventsView(View):
    # What counts is the name and the password in the webhook's address, or the provider's signature.
    authentication_classes = []
    parser_classes = [ProvidersParser]
    access = {"POST": Anyone}
    names = {"POST": "receiveProviderMailEvents"}
    events: list[AnymailTrackingEvent] | None = None

    @operation(status=204, refuses=[MAIL_EVENT_UNSIGNED])
    def post(self, request: Request) -> None:
        """Receive what became of mails: a webhook, for the mail provider alone, in its own format."""
        if self.events is None:
            raise MAIL_EVENT_UNSIGNED()
        mail_events.take_of_provider(self.events)
