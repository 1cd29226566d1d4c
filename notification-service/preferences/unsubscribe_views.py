"""The link to end mails of a kind, for mail programs and for people."""

from typing import IO, Any

from django.http import HttpResponse
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from chassis import json
from chassis.api.examples import parameters
from chassis.api.operations import operation
from chassis.api.permissions import Anyone
from chassis.api.views import View
from chassis.errors import NotFound
from preferences import unsubscribing
from texts.links import link_to

# How the demo customer ends mails of bookings, signed with development's key.
DEMO_TOKEN = (
    "WyIwMTkwMDAwMDAwMDA3MDAwODAwMDAwMDAwMDAwMDAwMSIsImJvb2tlZCJd.t4OPJXgUrM7uTs8x-xYnnoCFj0Hjju06BR8vgEAoRqo"
)
parameters(unsubscribe_token=DEMO_TOKEN)


class FormParser(BaseParser):
    """A form that says `List-Unsubscribe=One-Click`, and nothing that the address does not."""

    media_type = "application/x-www-form-urlencoded"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None
    ) -> dict[str, Any]:
        json.read(stream, parser_context)
        return {}


class MultipartParser(FormParser):
    media_type = "multipart/form-data"


class UnsubscribeView(View):
    # Whoever has the mail has the token, and mail programs have nothing else.
    authentication_classes = []
    parser_classes = [json.Parser, FormParser, MultipartParser]
    access = {"GET": Anyone, "POST": Anyone}
    names = {"GET": "openUnsubscribePage", "POST": "unsubscribe"}

    @operation(answers={303: None})
    def get(self, request: Request, unsubscribe_token: str) -> HttpResponse:
        """Open the page on which people end mails of a kind. Opening it ends nothing."""
        unsubscribing.subscription_of(unsubscribe_token)
        page = link_to("unsubscribe", unsubscribe_token)
        if not page:
            raise NotFound
        return HttpResponse(status=303, headers={"Location": page})

    @operation(status=204)
    def post(self, request: Request, unsubscribe_token: str) -> None:
        """End mails of a kind in one click, without signing in (RFC 8058).

        A body is not needed, and one that is a form is read over. Of reminders and news the consent is
        withdrawn; of all else the mails end, and the inbox stays as it is.
        """
        unsubscribing.unsubscribe(unsubscribe_token)
