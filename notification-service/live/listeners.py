"""Who listens: what waits to be sent to each, and how each is ended.

All of it belongs to the one event loop; nothing in here waits but `Listener.wait()`.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterable
from time import monotonic
from typing import Literal

from live.news import Entry, frame
from live.positions import Positions, text_of
from live.subscriptions import Subscription

Reason = Literal["token_expired", "session_revoked", "rights_changed", "too_slow", "shutdown"]

# What may wait for somebody beside what they have missed: some hundred kilobytes.
MOST_WAITING = 500
HEARTBEAT_SECONDS = 15
# How long whoever is too slow to be sent anything may take to be told so.
SECONDS_TO_END = 5


class Listener:
    """One connection. What waits are bytes that all share who get the same."""

    __slots__ = (
        "_bound",
        "_frames",
        "_waiter",
        "ended",
        "ended_at",
        "sent",
        "spoke_at",
        "subscription",
        "task",
    )

    def __init__(self, subscription: Subscription, task: "asyncio.Task[None] | None") -> None:
        self.subscription = subscription
        self.task = task
        self.ended: Reason | None = None
        self.ended_at = 0.0
        self.sent = 0
        self.spoke_at = monotonic()
        self._frames: deque[bytes] = deque()
        self._bound = MOST_WAITING
        self._waiter: asyncio.Future[None] | None = None

    def begin(self, frames: Iterable[bytes]) -> None:
        """What was missed is not counted against who was away."""
        self._frames.extend(frames)
        self._bound = len(self._frames) + MOST_WAITING

    def send(self, part: bytes) -> None:
        """Rule: whoever reads more slowly than news come is ended, and what waits for them is dropped."""
        if self.ended:
            return
        if len(self._frames) >= self._bound:
            self.end("too_slow")
            return
        self._frames.append(part)
        self._wake()

    def end(self, reason: Reason) -> None:
        """The last that is sent says why; who comes back by `Last-Event-ID` gets what was not sent."""
        if self.ended:
            return
        self.ended, self.ended_at = reason, monotonic()
        if reason == "too_slow":
            self._frames.clear()
        self._frames.append(frame("end", {"reason": reason}))
        self._wake()

    @property
    def is_empty(self) -> bool:
        return not self._frames

    async def wait(self) -> bytes:
        """All that waits, as soon as something does."""
        if not self._frames:
            self._bound = MOST_WAITING
            self._waiter = asyncio.get_running_loop().create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        self.sent += len(self._frames)
        self.spoke_at = monotonic()
        part = self._frames[0] if len(self._frames) == 1 else b"".join(self._frames)
        self._frames.clear()
        return part

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


class Listeners:
    def __init__(self) -> None:
        self.all: set[Listener] = set()
        self.leaving: Reason | None = None
        self._of_topic: dict[str, set[Listener]] = defaultdict(set)

    def join(self, listener: Listener) -> None:
        self.all.add(listener)
        for topic in listener.subscription.topics:
            self._of_topic[topic].add(listener)
        if self.leaving:
            listener.end(self.leaving)

    def leave(self, listener: Listener) -> None:
        self.all.discard(listener)
        for topic in listener.subscription.topics:
            self._of_topic[topic].discard(listener)
            if not self._of_topic[topic]:
                del self._of_topic[topic]

    def publish(self, entry: Entry) -> None:
        """To each of its topics' listeners once, in the form that is theirs."""
        groups = [self._of_topic[topic] for topic in entry.topics if topic in self._of_topic]
        for listener in groups[0] if len(groups) == 1 else set().union(*groups):
            if part := entry.frames.get(listener.subscription.audience):
                listener.send(part)

    def reset(self, positions: Positions) -> None:
        """What came between is not known: whoever listens reads anew what they show."""
        part = frame("reset", {}, positions)
        for listener in self.all:
            listener.send(part)

    def end(self, reason: Reason) -> None:
        """End all, and whoever still comes."""
        self.leaving = reason
        for listener in list(self.all):
            listener.end(reason)

    def look_after(self, now: float, positions: Positions | None) -> None:
        """Once a second: whose token is over, who was told nothing for long, who does not take the last word.

        `now` is in seconds since 1970, as tokens count.
        """
        beat = b":\n\n" if positions is None else f":\nid: {text_of(positions)}\n\n".encode()
        for listener in list(self.all):
            if listener.ended:
                if monotonic() - listener.ended_at > SECONDS_TO_END and listener.task:
                    listener.task.cancel()
            elif now >= listener.subscription.expires_at:
                listener.end("token_expired")
            elif monotonic() - listener.spoke_at >= HEARTBEAT_SECONDS:
                listener.send(beat)
