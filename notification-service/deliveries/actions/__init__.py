"""What can happen to a delivery: planned, claimed by a worker, sent or not."""

from deliveries.actions.planning import cancel, plan, plan_code
from deliveries.actions.replaying import replay
from deliveries.actions.sending import send, send_due

__all__ = ["cancel", "plan", "plan_code", "replay", "send", "send_due"]
