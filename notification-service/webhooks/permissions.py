"""Which deliveries are listed below which webhook. That it is an admin who asks, the views say."""

from uuid import UUID

from django.db.models import QuerySet

from chassis.errors import NotFound
from webhooks.models import Webhook, WebhookDelivery


def deliveries_of(webhook_id: UUID) -> "QuerySet[WebhookDelivery]":
    """Raises NotFound (404)."""
    if not Webhook.objects.filter(pk=webhook_id).exists():
        raise NotFound
    return WebhookDelivery.objects.filter(webhook_id=webhook_id)
