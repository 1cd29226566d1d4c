"""What Redis holds of the streams that this service writes, and what their readers may lack.

An entry's id (`milliseconds-number`) is kept in the outbox as one number, so the outbox knows what stands
where and can tell again exactly what is gone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from redis import Redis, ResponseError

NUMBER_BITS = 20


def as_number(entry_id: str) -> int:
    milliseconds, _, number = entry_id.partition("-")
    return (int(milliseconds) << NUMBER_BITS) + int(number or 0)


def as_entry_id(number: int) -> str:
    return f"{number >> NUMBER_BITS}-{number & ((1 << NUMBER_BITS) - 1)}"


def at(moment: datetime) -> int:
    """The number that entries of this moment begin with."""
    return int(moment.timestamp() * 1000) << NUMBER_BITS


def missed_key(stream: str) -> str:
    """Where readers name entries that were gone before they could handle them."""
    return f"events-missed:{stream.removeprefix('events:')}"


@dataclass
class Group:
    """A reader: everything up to and with entry `read` is done."""

    name: str
    read: int
    pending: int = 0


@dataclass
class Stream:
    """`newest` is the last entry there ever was, whether or not it is still there."""

    name: str
    length: int = 0
    oldest: int = 0
    newest: int = 0
    groups: list[Group] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def present_from(self) -> int:
        """What is before this entry is gone."""
        return self.oldest if self.length else self.newest + 1

    @property
    def read_by_all(self) -> int:
        return min((group.read for group in self.groups), default=self.newest)


def survey(redis: Redis, names: Iterable[str]) -> list[Stream]:
    """The state of these streams; a question to Redis for all, and one more while something is in hand."""
    names = list(names)
    pipeline = redis.pipeline(transaction=False)
    for name in names:
        pipeline.xinfo_stream(name)
        pipeline.xinfo_groups(name)
        pipeline.smembers(missed_key(name))
    replies = pipeline.execute(raise_on_error=False)
    streams = [_stream(name, *replies[3 * i : 3 * i + 3]) for i, name in enumerate(names)]
    _note_what_is_in_hand(redis, streams)
    return streams


def _stream(name: str, info: Any, groups: Any, missed: Any) -> Stream:
    for reply in (info, groups, missed):
        if isinstance(reply, Exception) and "no such key" not in str(reply):
            raise reply
    if isinstance(info, ResponseError) or isinstance(groups, ResponseError):
        return Stream(name)
    first = info["first-entry"]
    return Stream(
        name,
        length=info["length"],
        oldest=as_number(first[0]) if first else 0,
        newest=as_number(info["last-generated-id"]),
        groups=[
            Group(group["name"], as_number(group["last-delivered-id"]), group["pending"]) for group in groups
        ],
        missed=sorted(missed),
    )


def _note_what_is_in_hand(redis: Redis, streams: list[Stream]) -> None:
    """What was given to a reader and not yet acknowledged is not done."""
    busy = [(stream, group) for stream in streams for group in stream.groups if group.pending]
    if not busy:
        return
    pipeline = redis.pipeline(transaction=False)
    for stream, group in busy:
        pipeline.xpending(stream.name, group.name)
    for (_, group), reply in zip(busy, pipeline.execute(raise_on_error=False), strict=True):
        if isinstance(reply, Exception) or not reply["min"]:
            continue  # acknowledged meanwhile
        group.read = min(group.read, as_number(reply["min"]) - 1)


def seconds_since_seen(redis: Redis, stream: str, group: str) -> float | None:
    """How long ago the reader last asked; None if it never did since Redis knows it."""
    idle = [consumer["idle"] for consumer in redis.xinfo_consumers(stream, group)]
    return min(idle) / 1000 if idle else None
