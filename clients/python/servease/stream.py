"""Server-sent events, as the HTML standard has them; our server ends lines with a line feed alone."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

# Three heartbeats of the server; a connection on which so long nothing came is no connection any more.
LONGEST_SILENCE = 45
LONGEST_PAUSE = 30
RENEWING = {"token_expired", "rights_changed"}


class News(NamedTuple):
    """That something is different; `data` has what is known of it, what is so now is read at its own address.

    `event` is as `project.progressed`; `reset` says that anything may have changed. `id` is where a later
    stream goes on: `last_event_id`.
    """

    event: str
    data: dict[str, Any]
    id: str


class Block(NamedTuple):
    """What is sent up to an empty line; a field that it lacks is empty."""

    event: str
    data: dict[str, Any]
    id: str
    retry: float


def blocks(parts: Iterable[bytes]) -> Iterator[Block]:
    rest = b""
    for part in parts:
        *whole, rest = (rest + part).split(b"\n\n")
        for text in whole:
            fields = dict(map(_split, text.decode().split("\n")))
            yield Block(
                fields.get("event", ""),
                json.loads(fields.get("data", "{}")),
                fields.get("id", ""),
                int(fields.get("retry", 0)) / 1000,
            )


def _split(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name, value.removeprefix(" ")
