"""What can happen to a delivery: planned, claimed by a worker, sent or not."""

from deliveries.actions.planning import plan
from deliveries.actions.sending import send, send_due

__all__ = ["plan", "send", "send_due"]
