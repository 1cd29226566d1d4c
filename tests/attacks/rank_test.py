"""Whether two ways to answer take the same time, told by ranks alone (Mann and Whitney, 1947)."""

from collections import Counter
from statistics import NormalDist


def chance_of_such_a_difference(some: list[float], others: list[float]) -> float:
    """The two-sided p of the U test by its normal approximation, corrected for ties; for eight of each and
    more.
    """
    ranked = sorted(some + others)
    places: dict[float, float] = {}
    for place, value in enumerate(ranked, start=1):
        places[value] = places.get(value, 0) + place
    counts = Counter(ranked)
    n, m = len(some), len(others)
    u = sum(places[value] / counts[value] for value in some) - n * (n + 1) / 2
    total = n + m
    ties = sum(count**3 - count for count in counts.values()) / (total * (total - 1))
    deviation = (n * m / 12 * (total + 1 - ties)) ** 0.5
    return 2 * (1 - NormalDist().cdf(abs(u - n * m / 2) / deviation)) if deviation else 1.0
