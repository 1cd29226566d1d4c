from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import InPerson, IsAdmin
from chassis.api.views import View
from outside.errors import ADDRESS_REFUSED
from webhooks import actions
from webhooks.errors import WEBHOOK_OFF
from webhooks.models import Webhook, WebhookDelivery
from webhooks.permissions import deliveries_of
from webhooks.serializers import (
    AddWebhookSerializer,
    ChangeWebhookSerializer,
    WebhookDeliveryFilters,
    WebhookDeliverySerializer,
    WebhookSerializer,
    WebhookWithSecretSerializer,
)


class WebhooksView(View):
    # A webhook outlives the token by which it was made, and knows no scope.
    access = {"GET": IsAdmin, "POST": InPerson(IsAdmin)}

    @listing(response=WebhookSerializer)
    def get(self, request: Request) -> QuerySet[Webhook]:
        """List the addresses to which events are sent, newest first."""
        return Webhook.objects.all()

    @operation(
        request=AddWebhookSerializer,
        response=WebhookWithSecretSerializer,
        status=201,
        refuses=[ADDRESS_REFUSED],
    )
    def post(self, request: Request, data: dict) -> dict[str, Any]:
        """Send events to an address from now on.

        Each is a POST of `{"type", "timestamp", "data"}`, signed as Standard Webhooks has it by the headers
        webhook-id, webhook-timestamp and webhook-signature. Answer with any 2xx within ten seconds. Else it
        is sent again, under the same webhook-id, after 5 s, 5 min, 30 min, 2 h, 5 h and 10 h; 410 switches
        the webhook off. Redirects are not followed, and an answer has at most 64 KiB. Events may come twice
        and in any order: whoever takes one keeps its webhook-id.

        `secret` is shown here alone. There is no Idempotency-Key, for then it would have to be kept.
        """
        return _with_secret(*actions.add_webhook(data))


class WebhookView(View):
    access = {"GET": IsAdmin, "PATCH": InPerson(IsAdmin), "DELETE": InPerson(IsAdmin)}

    @operation(response=WebhookSerializer)
    def get(self, request: Request, webhook_id: UUID) -> QuerySet[Webhook]:
        """Read where a webhook goes, and whether it is on."""
        return Webhook.objects.filter(pk=webhook_id)

    @operation(request=ChangeWebhookSerializer, response=WebhookSerializer, refuses=[ADDRESS_REFUSED])
    def patch(self, request: Request, data: dict, webhook_id: UUID) -> Webhook:
        """Change a webhook, or switch it off and on."""
        return actions.change_webhook(webhook_id, data, check_precondition=self.check_precondition)

    @operation(status=204)
    def delete(self, request: Request, webhook_id: UUID) -> None:
        """Send nothing there any more, and forget what was sent."""
        actions.remove_webhook(webhook_id, check_precondition=self.check_precondition)


class RotateSecretView(View):
    access = {"POST": InPerson(IsAdmin)}
    names = {"POST": "rotateWebhookSecret"}

    @operation(response=WebhookWithSecretSerializer)
    def post(self, request: Request, webhook_id: UUID) -> dict[str, Any]:
        """Give a webhook another secret; the one of before signs beside it for 24 hours.

        That is until `previous_until`; then only the new one signs.
        `secret` is shown here alone. There is no Idempotency-Key, for then it would have to be kept.
        """
        return _with_secret(*actions.rotate_secret(webhook_id))


class TestView(View):
    access = {"POST": IsAdmin}
    names = {"POST": "testWebhook"}

    @operation(response=WebhookDeliverySerializer, status=201, idempotent=True, refuses=[WEBHOOK_OFF])
    def post(self, request: Request, webhook_id: UUID) -> WebhookDelivery:
        """Send a webhook an event of the type `webhook.test`, in the way of all others.

        What becomes of it is among its deliveries.
        """
        return actions.send_test(webhook_id, store_reply=self.store_reply)


class WebhookDeliveriesView(View):
    access = {"GET": IsAdmin}
    names = {"GET": "listWebhookDeliveries"}

    @listing(response=WebhookDeliverySerializer, filters=WebhookDeliveryFilters)
    def get(self, request: Request, webhook_id: UUID) -> QuerySet[WebhookDelivery]:
        """List what was sent to a webhook and what waits, with each attempt, newest first."""
        return deliveries_of(webhook_id)


class ReplayView(View):
    access = {"POST": IsAdmin}
    names = {"POST": "replayWebhookDelivery"}

    @operation(response=WebhookDeliverySerializer, idempotent=True, refuses=[WEBHOOK_OFF])
    def post(self, request: Request, webhook_id: UUID, webhook_delivery_id: UUID) -> WebhookDelivery:
        """Send something again, under the same webhook-id, and as often as if it were new."""
        return actions.replay(webhook_id, webhook_delivery_id, store_reply=self.store_reply)


def _with_secret(webhook: Webhook, secret: str) -> dict[str, Any]:
    return {
        "id": webhook.id,
        "url": webhook.url,
        "description": webhook.description,
        "events": webhook.events,
        "off": webhook.off,
        "previous_until": webhook.previous_until,
        "created_at": webhook.created_at,
        "secret": secret,
    }
