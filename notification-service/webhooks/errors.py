"""What the actions of webhooks are refused with."""

from chassis.errors import Conflict, Refusal

WEBHOOK_OFF = Refusal(
    Conflict,
    "webhook_off",
    "Nothing is sent to this webhook: it is off.",
    remedy="Switch it on first, by a PATCH with `is_on`.",
)
