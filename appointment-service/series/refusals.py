"""What a date of a series is refused with, as a booking is."""

from typing import Any, NamedTuple

import msgspec
from rest_framework.exceptions import APIException

from chassis import json
from chassis.errors import Problem
from series.models import SeriesDate


class Kept(NamedTuple):
    """The code, its text, and of what it tells beside that what a booking offers instead."""

    code: str
    detail: str
    reason: str
    alternatives: list[dict[str, Any]]

    def keep(self, one: SeriesDate) -> None:
        one.code, one.detail, one.reason, one.alternatives = self


NOTHING = Kept("", "", "", [])


def refusal_of(error: APIException) -> Kept:
    members = error.members if isinstance(error, Problem) else {}
    detail = _first(error.detail)
    instead = msgspec.json.decode(json.encode(members.get("alternatives", [])))
    return Kept(str(detail.code), str(detail), members.get("reason", ""), instead)


def _first(detail: Any) -> Any:
    """Of a field the first that is wrong with it."""
    while isinstance(detail, dict | list):
        detail = next(iter(detail.values() if isinstance(detail, dict) else detail))
    return detail
