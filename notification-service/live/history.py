"""What was read of the streams of late, for those who come back: bounded by a number and by minutes."""

from collections import defaultdict, deque
from collections.abc import Iterable
from time import time

from chassis.events.streams import NUMBER_BITS
from live.news import Entry
from live.positions import Positions

MOST = 10_000
KEPT_SECONDS = 30 * 60


class History:
    """`positions` is how far each stream was read, `floors` up to where what was read is not here."""

    def __init__(self, positions: Positions, floors: Positions, most: int = MOST) -> None:
        self.positions = positions
        self.floors = floors
        self._most = most
        self._entries: deque[Entry] = deque()
        self._of_topic: dict[str, deque[tuple[int, Entry]]] = defaultdict(deque)
        self._count = 0

    def add(self, entry: Entry) -> None:
        self._count += 1
        self._entries.append(entry)
        for topic in entry.topics:
            self._of_topic[topic].append((self._count, entry))
        oldest = numbered(time() - KEPT_SECONDS)
        while len(self._entries) > self._most or self._entries[0].number < oldest:
            self._forget_the_first()
            if not self._entries:
                break

    def since(self, positions: Positions, topics: Iterable[str]) -> list[Entry] | None:
        """What these topics had after those positions, in the order in which it was read.

        None where that cannot be said: some of it is gone, or the positions are of other streams.
        """
        if positions.keys() != self.positions.keys():
            return None
        if any(positions[stream] < floor for stream, floor in self.floors.items()):
            return None
        behind = {stream for stream, number in self.positions.items() if positions[stream] < number}
        found: dict[int, Entry] = {}
        for topic in topics:
            left = set(behind)
            for count, entry in reversed(self._of_topic.get(topic, ())):
                if not left:
                    break
                if entry.number > positions[entry.stream]:
                    found[count] = entry
                else:
                    left.discard(entry.stream)
        return [found[count] for count in sorted(found)]

    def _forget_the_first(self) -> None:
        entry = self._entries.popleft()
        self.floors[entry.stream] = max(entry.number, self.floors[entry.stream])
        for topic in entry.topics:
            of_topic = self._of_topic[topic]
            of_topic.popleft()
            if not of_topic:
                del self._of_topic[topic]


def numbered(seconds: float) -> int:
    """The number that entries of this moment begin with; seconds since 1970."""
    return int(seconds * 1000) << NUMBER_BITS
