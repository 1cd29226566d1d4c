from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar
from urllib.parse import parse_qs, urlsplit

Row = TypeVar("Row")


class Pages(Generic[Row]):
    """A list: iterating gives every row of all pages, each page read when it is needed."""

    def __init__(self, read: Callable[[str | None], dict[str, Any]]) -> None:
        self._read = read

    def first(self) -> list[Row]:
        """The rows of the first page alone."""
        rows: list[Row] = self._read(None)["results"]
        return rows

    def __iter__(self) -> Iterator[Row]:
        cursor = None
        while True:
            page = self._read(cursor)
            yield from page["results"]
            if page["next"] is None:
                return
            cursor = parse_qs(urlsplit(page["next"]).query)["cursor"][0]
