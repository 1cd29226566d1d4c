from webhooks.actions.planning import plan, replay, send_test
from webhooks.actions.sending import send_what_is_due, webhooks_with_work
from webhooks.actions.subscribing import add_webhook, change_webhook, remove_webhook, rotate_secret

__all__ = [
    "add_webhook",
    "change_webhook",
    "plan",
    "remove_webhook",
    "replay",
    "rotate_secret",
    "send_test",
    "send_what_is_due",
    "webhooks_with_work",
]
