"""The one reader of the streams in this process, for all who listen."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from time import time
from typing import Any

import msgspec
import redis.asyncio as redis
import structlog
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from chassis.events.streams import as_entry_id, as_number
from live.history import KEPT_SECONDS, MOST, History, numbered
from live.news import STREAMS, Entry, read_entry
from live.positions import Positions

WAIT_MILLISECONDS = 1000
BATCH = 500
PAUSE_SECONDS = 0.5

log = structlog.get_logger("live")


@dataclass(frozen=True)
class Stream:
    """`kept` are the entries of late, newest first, `before` the last one before them."""

    name: str
    information: Any
    kept: list[Any]
    before: list[Any]

    @property
    def newest(self) -> int:
        """The last there ever was."""
        return 0 if self._is_absent else as_number(self.information["last-generated-id"])

    @property
    def floor(self) -> int:
        """The last there ever was that `kept` lacks."""
        if len(self.kept) == MOST:
            return as_number(self.kept[-1][0]) - 1
        return as_number(self.before[0][0]) if self.before else self._dropped

    def lacks(self, read: int) -> bool:
        """Whether Redis has less than was read, or not all that was to be read next."""
        return self.newest < read or read < self._dropped

    @property
    def _is_absent(self) -> bool:
        return isinstance(self.information, Exception)

    @property
    def _dropped(self) -> int:
        """Up to where entries were taken out; 0 where none was."""
        if self._is_absent or self.information["entries-added"] == self.information["length"]:
            return 0
        first = self.information["first-entry"]
        return as_number(first[0]) - 1 if first else self.newest


class Reader:
    """`history` is None until Redis has answered once; `began` is called whenever it had to begin anew."""

    def __init__(
        self, url: str, publish: Callable[[Entry], None], began: Callable[[Positions], None]
    ) -> None:
        self.history: History | None = None
        self.follows = False
        self._publish = publish
        self._began = began
        self._progress = asyncio.Condition()
        self._redis = redis.Redis.from_url(
            url,
            decode_responses=True,
            encoding_errors="replace",
            retry=Retry(NoBackoff(), 0),
            socket_connect_timeout=2,
            socket_timeout=5,
            socket_keepalive=True,
        )

    async def run(self) -> None:
        """Until cancelled. While Redis is away nothing is sent, and then all that was written meanwhile.

        Rule: who listens is never left with a gap: where something is gone that was not read yet, or Redis
        has less than was read, all begin anew (`reset`).
        """
        while True:
            try:
                history = await self._begin()
                self.follows = True
                while True:
                    await self._read(history)
            except (RedisError, OSError) as error:
                if self.follows:
                    log.warning("streams cannot be read", error=repr(error))
                self.follows = False
                await self._redis.connection_pool.disconnect()
                await asyncio.sleep(PAUSE_SECONDS)

    async def reached(self, positions: Positions, seconds: float) -> bool:
        """Wait for what another replica has read already."""

        def is_there() -> bool:
            known = self.history.positions if self.history else {}
            return all(known.get(stream, 0) >= number for stream, number in positions.items())

        if is_there():
            return True
        try:
            async with asyncio.timeout(seconds), self._progress:
                await self._progress.wait_for(is_there)
        except TimeoutError:
            return False
        return True

    async def _begin(self) -> History:
        since = numbered(time() - KEPT_SECONDS)
        found = await self._survey(since)
        if self.history and not any(one.lacks(self.history.positions[one.name]) for one in found):
            return self.history
        floors = {one.name: one.floor for one in found}
        history = History(dict(floors), floors)
        entries = [
            (as_number(entry_id), one.name, entry_id, entry) for one in found for entry_id, entry in one.kept
        ]
        for _, name, entry_id, entry in sorted(entries, key=itemgetter(0)):
            self._take(history, name, entry_id, entry)
        history.positions.update({one.name: one.newest for one in found})
        log.info("streams read", entries=len(entries), anew=self.history is not None)
        self.history = history
        self._began(history.positions)
        return history

    async def _survey(self, since: int) -> list["Stream"]:
        """How the streams are, all at one moment."""
        pipeline = self._redis.pipeline(transaction=True)
        for name in STREAMS:
            pipeline.xinfo_stream(f"events:{name}")
            pipeline.xrevrange(f"events:{name}", min=as_entry_id(since), count=MOST)
            pipeline.xrevrange(f"events:{name}", max=as_entry_id(since - 1), count=1)
        replies = await pipeline.execute(raise_on_error=False)
        for reply in replies:
            if isinstance(reply, Exception) and "no such key" not in str(reply):
                raise reply
        return [Stream(name, *replies[3 * number : 3 * number + 3]) for number, name in enumerate(STREAMS)]

    async def _read(self, history: History) -> None:
        after = {f"events:{name}": as_entry_id(number) for name, number in history.positions.items()}
        for key, entries in await self._redis.xread(after, count=BATCH, block=WAIT_MILLISECONDS) or ():
            for entry_id, entry in entries:
                if news := self._take(history, key.removeprefix("events:"), entry_id, entry):
                    self._publish(news)
        async with self._progress:
            self._progress.notify_all()

    def _take(self, history: History, stream: str, entry_id: str, entry: dict[str, str]) -> Entry | None:
        history.positions[stream] = as_number(entry_id)
        try:
            news = read_entry(stream, entry_id, entry, history.positions)
        except (KeyError, ValueError, msgspec.DecodeError) as error:
            # Nobody can wait for it: it will not become an event by being read again.
            log.error("entry is no event", stream=stream, entry=entry_id, error=repr(error))
            return None
        if news:
            history.add(news)
        return news
