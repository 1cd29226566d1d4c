"""Stretches of working hours, and where they are worked."""

from typing import Any

from employees.models import DEFAULT_LOCATION_ID

DEFAULT = str(DEFAULT_LOCATION_ID)


def at_default(hours: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same stretches, as answers and events have them."""
    return [{**stretch, "location_id": DEFAULT} for stretch in hours]


def at(location_id: str, start: str, end: str, weekday: int = 0) -> dict[str, Any]:
    return {"weekday": weekday, "start": start, "end": end, "location_id": location_id}


def on_date(hours: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same stretches as a date has them, without a weekday."""
    return [{name: value for name, value in stretch.items() if name != "weekday"} for stretch in hours]
