"""What somebody has asked to be sent, once it is settled that they may have it."""

from dataclasses import dataclass

from django.http import HttpResponse

from chassis.auth import Actor
from live.news import Audience, frame


@dataclass(frozen=True, slots=True)
class Subscription:
    """`last` is the id of what its client had last, empty for one who begins."""

    actor: Actor
    key_id: str
    expires_at: float
    topics: frozenset[str]
    last: str

    @property
    def audience(self) -> Audience:
        return "staff" if self.actor.is_staff else "customer"


class EventStream(HttpResponse):
    """The answer that live.application goes on with. Other servers send what it is: a stream that ends."""

    def __init__(self, subscription: Subscription) -> None:
        super().__init__(frame("end", {"reason": "shutdown"}), content_type="text/event-stream")
        self.subscription = subscription
        self["Cache-Control"] = "no-store"
        self["X-Accel-Buffering"] = "no"
