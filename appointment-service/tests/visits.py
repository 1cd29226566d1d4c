"""Asking for visits of several services."""

from typing import Any

from chassis.testing.client import Client
from tests.rows import row_of
from tests.urls import URL

BOTH = ["oil-change", "tyre-change"]
EIGHT, NINE, HALF_PAST_NINE = "2026-11-24T07:00:00Z", "2026-11-24T08:00:00Z", "2026-11-24T08:30:00Z"
TUESDAY = "2026-11-24"


def slots_of(client: Client, services: list[str] = BOTH, day: str = TUESDAY, **more: Any) -> dict[str, int]:
    """The starts that are offered for these services, and how many are left of each."""
    query = {"services": ",".join(services), "from": day, "to": day, **more}
    reply = client.get(f"{URL}slots/", query)
    assert reply.status_code == 200, reply.json()
    return {slot["start"]: slot["capacity_left"] for slot in reply.json()["results"]}


def taken_by(booked: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """What it takes of the workshop: kind, id, from when and until when, in order."""
    taken = row_of(booked).allocations.exclude(kind="vehicle")
    rows = taken.order_by("during", "kind", "resource_id")
    return [
        (one.kind, str(one.resource_id), clock(one.during.lower), clock(one.during.upper)) for one in rows
    ]


def clock(moment: Any) -> str:
    return f"{moment:%H:%M}"


def column(booked: dict[str, Any], name: str) -> list[Any]:
    return [service[name] for service in booked["services"]]
