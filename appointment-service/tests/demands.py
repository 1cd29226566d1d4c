"""Who can have what at the same time, found by trying all ways."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Demand:
    """One of these is needed for some minutes."""

    among: frozenset[str]
    minutes: range

    def fit(self, given: dict[str, list[range]]) -> Iterator[str]:
        """Those to whom nothing was given at the same time."""
        for name in sorted(self.among):
            if all(other.stop <= self.minutes.start or other.start >= self.minutes.stop
                   for other in given.get(name, [])):  # fmt: skip
                yield name


def are_met(demands: list[Demand], given: dict[str, list[range]]) -> bool:
    """Whether everybody gets what they need, whichever way: all of them are tried."""
    if not demands:
        return True
    first, *others = demands
    return any(
        are_met(others, {**given, name: [*given.get(name, []), first.minutes]}) for name in first.fit(given)
    )


def how_often(demands: list[Demand]) -> int:
    """How many vehicles can have all of this at the same start."""
    vehicles = 0
    while are_met(demands * (vehicles + 1), {}):
        vehicles += 1
    return vehicles
