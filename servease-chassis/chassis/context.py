"""What the code at work belongs to: a request, in somebody's name. Logs, questions and events know it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple


class Acting(NamedTuple):
    """`name` is a service's; people are named by their id alone, so that no event spreads a name."""

    id: str = ""
    role: str = ""
    name: str = ""


request_id: ContextVar[str] = ContextVar("request_id", default="")

# The routes of other services that this request has asked so far.
outbound_calls: ContextVar[list[str] | None] = ContextVar("outbound_calls", default=None)

NOBODY = Acting()

current: ContextVar[Acting] = ContextVar("acting", default=NOBODY)


def acting() -> Acting:
    return current.get()


def act_as(id: object, role: str, name: str = "") -> None:
    """From here to the end of the request: an action that signs somebody in knows only then who acts."""
    current.set(Acting(str(id), role, name))


@contextmanager
def acting_as(who: Acting) -> Iterator[None]:
    token = current.set(who)
    try:
        yield
    finally:
        current.reset(token)
