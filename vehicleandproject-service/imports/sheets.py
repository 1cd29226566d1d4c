"""A CSV file (RFC 4180) in UTF-8, with commas or semicolons, read row by row."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import islice
from typing import IO

from imports.errors import NOT_CSV, TOO_MANY_ROWS, WRONG_COLUMNS

MOST_ROWS = 100_000


@dataclass(frozen=True)
class Columns:
    """What the first row of a file must name, and may."""

    required: Sequence[str]
    optional: Sequence[str]

    def check(self, header: Sequence[str]) -> None:
        """Raises Unprocessable (422) wrong_columns."""
        missing = [name for name in self.required if name not in header]
        known = {*self.required, *self.optional}
        unknown = [name for name in header if name not in known or header.count(name) > 1]
        if missing or unknown:
            raise WRONG_COLUMNS(
                columns=", ".join(dict.fromkeys([*missing, *unknown])),
                missing=missing,
                unknown=unknown,
                required=list(self.required),
                optional=list(self.optional),
            )


@dataclass(frozen=True)
class Sheet:
    """The columns that a file names, and its rows, each read when it is asked for."""

    header: list[str]
    rows: Iterator[list[str]]

    def count(self) -> int:
        """How many rows there are. Raises Unprocessable (422) too_many_rows, not_csv."""
        rows = 0
        try:
            for _ in islice(self.rows, MOST_ROWS + 1):
                rows += 1
        except csv.Error:
            raise NOT_CSV(row=rows + 1) from None
        if rows > MOST_ROWS:
            raise TOO_MANY_ROWS(most_rows=MOST_ROWS)
        return rows


@contextmanager
def opened(content: IO[bytes]) -> Iterator[Sheet]:
    """The file, which stays open behind the block. Empty rows are none."""
    content.seek(0)
    text = TextIOWrapper(content, encoding="utf-8-sig", newline="")
    try:
        first = text.readline()
        text.seek(0)
        reader = csv.reader(text, delimiter=";" if first.count(";") > first.count(",") else ",")
        rows = (row for row in reader if any(row))
        try:
            header = next(rows, [])
        except csv.Error:
            raise NOT_CSV(row=0) from None
        yield Sheet([name.strip().lower() for name in header], rows)
    finally:
        text.detach()
