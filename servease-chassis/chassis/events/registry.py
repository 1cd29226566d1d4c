"""Which functions of this service hear of which events."""

from collections import defaultdict
from collections.abc import Callable

from chassis.events.event import Event, stream_of

Handler = Callable[[Event], object]

_handlers: dict[str, list[Handler]] = defaultdict(list)


def handles(*names: str) -> Callable[[Handler], Handler]:
    """Register a handler. It runs in a transaction, and is run again whenever that fails."""

    def register(handler: Handler) -> Handler:
        for name in names:
            _handlers[name].append(handler)
        return handler

    return register


def handlers_of(name: str) -> list[Handler]:
    return _handlers.get(name, [])


def streams() -> list[str]:
    """The streams this service reads."""
    return sorted({stream_of(name) for name in _handlers})
