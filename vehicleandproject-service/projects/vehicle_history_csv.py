"""A vehicle's history as CSV (RFC 4180)."""

import csv
from collections.abc import Iterator

from django.db.models import QuerySet

from projects.models import Project
from projects.vehicle_history import Visit, visits

HEADER = ["date", "odometer_km", "kind", "title", "work_done", "location"]
# With these a spreadsheet's formula begins (OWASP, CSV Injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Line:
    """A file that gives back what is written to it, which is how csv.writer becomes a stream."""

    def write(self, text: str) -> bytes:
        return text.encode()


def as_csv(history: QuerySet[Project]) -> Iterator[bytes]:
    """The header, then a line for each visit, each when it is asked for."""
    writer = csv.writer(Line())
    yield writer.writerow(HEADER)  # type: ignore[misc]
    for visit in visits(history):
        yield writer.writerow(_cells(visit))  # type: ignore[misc]


def _cells(visit: Visit) -> list[str]:
    odometer = "" if visit.odometer_km is None else str(visit.odometer_km)
    texts = (visit.kind, visit.title, "; ".join(visit.work_done), visit.location)
    return [visit.day.isoformat(), odometer, *map(text_cell, texts)]


def text_cell(text: str) -> str:
    """Rule: no text that somebody entered becomes a formula in a spreadsheet."""
    return f"'{text}" if text.startswith(FORMULA) else text
