"""What is needed at the same time, and who or what could meet it: how often, and by which of them."""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from appointments.kinds import ResourceKind
from appointments.local_time import Span

# Whoever begins goes on, where they can: the vehicle, and who knows it already.
STAYING = (ResourceKind.BAY, ResourceKind.TECHNICIAN)


class Need(NamedTuple):
    """So many of a kind of resource for a while, and those there are for it, in the order in which they are
    tried. Needs of one kind and stage are at the same time: no resource meets two of them."""

    kind: ResourceKind
    stage: int
    count: int
    during: Span
    steps: tuple[int, ...]
    resources: list[Any]


class Choice(NamedTuple):
    """The resources that are to meet a need."""

    need: Need
    resources: list[Any]


class Pairing:
    """Gives resources to needs of one kind and stage, none to two of them, for as long as there is a way.

    Whoever has one makes room for another where they can have a third (augmenting paths): greed alone would
    give the only painter the work that anybody can do.
    """

    def __init__(self, needs: list[Need], but: Collection[UUID] = ()) -> None:
        self._needs = needs
        self._but = but
        self._given: dict[UUID, int] = {}

    def meets(self, counts: Iterable[int]) -> bool:
        """Whether each need gets so many more."""
        return all(
            self._give(number, set(self._but)) for number, count in enumerate(counts) for _ in range(count)
        )

    def _give(self, number: int, seen: set[UUID]) -> bool:
        for one in self._needs[number].resources:
            if one.id in seen:
                continue
            seen.add(one.id)
            if one.id not in self._given or self._give(self._given[one.id], seen):
                self._given[one.id] = number
                return True
        return False


def room(needs: list[Need]) -> int:
    """How often all of these can be met side by side. They come by kind and stage, as visit.py has them."""
    return min((_room(rivals) for rivals in _rivals(needs)), default=1)


def choose(needs: list[Need]) -> list[Choice]:
    """What is to meet each of them, where there is room: the first of those that leave as much room as can
    be left."""
    alone: dict[ResourceKind, list[Need]] = {kind: [] for kind in STAYING}
    chosen: list[Choice] = []
    for rivals in _rivals(needs):
        first = rivals[0]
        if len(rivals) > 1:
            chosen += _apart(rivals)
        elif first.kind in alone:
            alone[first.kind].append(first)
        else:
            chosen.append(Choice(first, first.resources[: first.count]))
    for kind in STAYING:
        chosen += _staying(alone[kind])
    return chosen


def _rivals(needs: list[Need]) -> Iterator[list[Need]]:
    """Those that want different resources: of one kind, at the same time. Of what is alone that is clear."""
    for _, rivals in groupby(needs, attrgetter("kind", "stage")):
        yield list(rivals)


def _room(rivals: list[Need]) -> int:
    if len(rivals) == 1:
        return len(rivals[0].resources) // rivals[0].count
    counts, pairing, times = [need.count for need in rivals], Pairing(rivals), 0
    while pairing.meets(counts):
        times += 1
    return times


def _apart(rivals: list[Need]) -> Iterator[Choice]:
    """Different ones for each, such that others have as much room as before, less one."""
    others = _room(rivals) - 1
    wanted = [need.count * (others + 1) for need in rivals]
    used: set[UUID] = set()
    for number, need in enumerate(rivals):
        chosen = []
        while len(chosen) < need.count:
            wanted[number] -= 1
            one = next(
                one
                for one in need.resources
                if one.id not in used and Pairing(rivals, used | {one.id}).meets(wanted)
            )
            used.add(one.id)
            chosen.append(one)
        yield Choice(need, chosen)


def _staying(needs: list[Need]) -> Iterator[Choice]:
    """One for as many of these, that follow each other, as it can be; then whoever was there before, or the
    first."""
    left, known = needs, []
    while left:
        common, length = left[0].resources, 1
        for need in left[1:]:
            both = [one for one in common if one in need.resources]
            if not both:
                break
            common, length = both, length + 1
        one = next((one for one in common if one in known), common[0])
        known.append(one)
        for need in left[:length]:
            yield Choice(need, [one])
        left = left[length:]
