from collections.abc import Callable
from typing import Any

import pytest

from resources.models import Lendable


@pytest.fixture
def cars() -> Callable[[int], list[Lendable]]:
    """So many courtesy cars at the default location."""
    return lambda count: [
        Lendable.objects.create(name=f"Car {number}", kind="courtesy_car") for number in range(1, count + 1)
    ]


@pytest.fixture
def book_with_car(book: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
    def book_with_car(client: Any, start: str, **changes: Any) -> dict[str, Any]:
        return book(client, start, lend="courtesy_car", **changes)

    return book_with_car
