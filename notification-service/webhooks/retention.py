"""How long what was sent to webhooks is shown."""

from chassis.retention import keep
from webhooks.models import WebhookDelivery

keep(WebhookDelivery, "what was sent to webhooks", days=30, since="created_at")
