"""Which functions of this service subscribe to which events, and on what terms."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from chassis.events.event import Event, stream_of

Handler = Callable[[Event], object]
Since = Literal["beginning", "now"]


@dataclass(frozen=True, slots=True)
class Subscription:
    """A handler and its terms; `key` is how tables remember it."""

    handler: Handler
    newest_only: bool
    since: Since
    reads: tuple[str, ...] | None
    repeatable: bool

    @property
    def key(self) -> str:
        return f"{self.handler.__module__}.{self.handler.__qualname__}"

    def deliver(self, event: Event) -> None:
        if self.reads is not None:
            event = replace(event, data=narrowed(event.data, self.reads))
        self.handler(event)


_subscriptions: dict[str, list[Subscription]] = defaultdict(list)


def handles(
    *names: str,
    newest_only: bool = False,
    since: Since = "beginning",
    reads: Iterable[str] | None = None,
    repeatable: bool = False,
) -> Callable[[Handler], Handler]:
    """Register a handler. It runs in a transaction, and is run again whenever that fails.

    `newest_only`: for handlers that copy state; what is older than what they had of a subject is dropped.
    `since="now"`: for effects such as mail; what was published before it subscribed is dropped.
    `reads`: the payload's fields that it is given ("service_type.name" for one inside another) and no other,
    so that an upstream knows what it may change.
    `repeatable`: doing it twice is harmless, and what is published again is done again.
    """

    def register(handler: Handler) -> Handler:
        fields = None if reads is None else tuple(reads)
        subscription = Subscription(handler, newest_only, since, fields, repeatable)
        for name in names:
            _subscriptions[name].append(subscription)
        return handler

    return register


def subscriptions_to(name: str) -> list[Subscription]:
    return _subscriptions.get(name, [])


def all_subscriptions() -> list[tuple[str, Subscription]]:
    return [(name, one) for name, subscriptions in _subscriptions.items() for one in subscriptions]


def streams() -> list[str]:
    """The streams this service reads."""
    return sorted({stream_of(name) for name in _subscriptions})


def narrowed(data: dict[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    """Of a payload the named fields alone."""
    kept: dict[str, Any] = {}
    for field in fields:
        name, _, rest = field.partition(".")
        if name not in data:
            continue
        inner = data[name]
        if rest and isinstance(inner, dict):
            kept[name] = {**kept.get(name, {}), **narrowed(inner, [rest])}
        else:
            kept[name] = inner
    return kept
