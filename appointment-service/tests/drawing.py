"""What is held in whatever hypothesis draws."""

from collections.abc import Callable
from random import Random
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, note, seed, settings
from hypothesis.strategies import SearchStrategy

from tests.opened_workshop import rolled_back

Drawn = TypeVar("Drawn")


def in_each(
    strategy: SearchStrategy[Drawn], look: Callable[[Drawn], None], most: int, chance: Random
) -> None:
    """Look at so many, drawn with `chance`. Nothing of one stays in the database; one that fails is shown as
    small as it can be."""

    @seed(chance.randrange(2**32))
    @settings(
        max_examples=most,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn=strategy)
    def looked_at(drawn: Drawn) -> None:
        note(repr(drawn))
        with rolled_back():
            look(drawn)

    looked_at()
