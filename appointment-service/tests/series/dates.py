"""What series answer, and where they are."""

from typing import Any

from tests.urls import URL

FIRST = "2026-11-24"


def series_url(series: dict[str, Any], action: str = "") -> str:
    return f"{URL}series/{series['id']}/{action and f'{action}/'}"


def statuses(series: dict[str, Any]) -> list[str]:
    return [one["status"] for one in series["dates"]]


def outcomes(reply: Any) -> dict[str, str]:
    """By date."""
    assert reply.status_code == 200, reply.json()
    return {one["date"]: one["outcome"] for one in reply.json()["results"]}
