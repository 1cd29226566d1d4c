"""A workshop for the board to show: what the API answers, and the stream of its events."""

import hashlib
import json
import queue
from datetime import UTC, datetime, timedelta
from typing import Any

from stub_service import Request

BOARD, STREAM = "/api/v1/projects/board/", "/api/v1/notifications/stream/"
STAGES = {
    "new": "New",
    "estimate": "Estimate",
    "in_progress": "In progress",
    "on_hold": "On hold",
    "quality_check": "Check",
    "ready": "Ready",
}


class Workshop:
    """`projects` are what is open; each has the `stage` that it is in."""

    def __init__(self) -> None:
        self.projects: list[dict[str, Any]] = []

    def add(self, plate: str, stage: str = "new", **changes: Any) -> dict[str, Any]:
        number = len(self.projects)
        project = {
            "stage": stage,
            "id": f"01932f6e-5c1a-7b3e-9d2f-{number:012x}",
            "title": "Oil change",
            "status": stage,
            "location_id": "00000000-0000-7000-8000-000000000001",
            "time_zone": "Europe/Berlin",
            "vehicle": {"id": f"v{number}", "make": "Volkswagen", "model": "Golf", "plate": plate},
            "bay": None,
            "technicians": [],
            "progress_percent": 0,
            "ready_at": None,
            "is_late": False,
            "waits_for": {"what": "start", "title": "Start"},
            **changes,
        }
        self.projects.append(project)
        return project

    def board(self) -> dict[str, Any]:
        return {
            "stages": [
                {
                    "stage": stage,
                    "title": title,
                    "projects": [
                        {name: value for name, value in one.items() if name != "stage"}
                        for one in self.projects
                        if one["stage"] == stage
                    ],
                }
                for stage, title in STAGES.items()
            ]
        }

    def answer(self, request: Request) -> None:
        """As the service does it: with an ETag, and 304 to whoever holds the answer."""
        body = json.dumps(self.board()).encode()
        etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
        if request.headers.get("If-None-Match", "").removeprefix("W/") == etag:
            request.reply(304, "application/json", b"", ETag=etag)
        else:
            request.reply(200, "application/json", body, ETag=etag)


class Stream:
    """What is published goes to whoever listens, until the gateway or the test ends it."""

    def __init__(self) -> None:
        self.events: queue.Queue[str] = queue.Queue()
        self.asked: list[Request] = []

    def publish(self, name: str, number: int, **data: Any) -> None:
        self.events.put(f"id: project:{number}-0\nevent: {name}\ndata: {json.dumps(data)}\n\n")

    def answer(self, request: Request) -> None:
        self.asked.append(request)
        request.send_response(200)
        request.send_header("Content-Type", "text/event-stream")
        request.end_headers()
        request.wfile.write(b"retry: 500\nid: project:0-0\n\n")
        while True:
            try:
                said = self.events.get(timeout=0.2)
            except queue.Empty:
                said = ": still here\n\n"
            request.wfile.write(said.encode())
            if said.startswith("event: end"):
                request.close_connection = True
                return


def at(hours: float) -> str:
    """So many hours from now."""
    instant = datetime.now(UTC) + timedelta(hours=hours)
    return instant.isoformat(timespec="seconds").replace("+00:00", "Z")


def a_busy_day() -> Workshop:
    """Twenty-five open projects, with whatever makes a card long."""
    workshop = Workshop()
    people = [
        {"id": f"t{number}", "name": name}
        for number, name in enumerate(("Anna Bauer", "Ben Öz", "Chris Okafor"))
    ]
    bays = [
        {"id": f"b{number}", "name": name} for number, name in enumerate(("Bay 1", "Bay 2", "Alignment pit"))
    ]
    plans = [
        ("new", "B SE 100", ("approval", "Approval")),
        ("new", "M AB 1234", ("planning", "Planning")),
        ("new", "HH XY 987E", ("technician", "Technician")),
        ("new", "K L 1", ("start", "Start")),
        ("estimate", "F GH 5678", ("estimate", "Estimate")),
        ("estimate", "S TU 90H", ("decision", "Customer's decision on 3 lines")),
        ("estimate", "D EF 44", ("start", "Start")),
        *[("in_progress", f"B WS {number}", None) for number in range(200, 209)],
        ("in_progress", "L EI 77", ("decision", "Customer's decision on 1 line")),
        ("in_progress", "GB66 XYZ", ("submission", "Hand-over to the check")),
        ("on_hold", "B OH 12", ("resumption", "The turbocharger comes on Thursday.")),
        ("on_hold", "P Q 4711", ("resumption", "Going on")),
        ("quality_check", "N EW 321", ("check", "Check")),
        ("quality_check", "A BC 222", ("check", "Check")),
        ("ready", "C D 8", ("collection", "Collection")),
        ("ready", "R T 5050", ("payment", "Payment")),
        ("ready", "", ("collection", "Collection")),
    ]
    for number, (stage, plate, waits_for) in enumerate(plans):
        works = stage in {"in_progress", "on_hold", "quality_check"}
        done = stage in {"quality_check", "ready"}
        workshop.add(
            plate,
            stage,
            waits_for=waits_for and dict(zip(("what", "title"), waits_for, strict=True)),
            bay=bays[number % 3] if works else None,
            technicians=people[number % 3 :][:2] if works else [],
            progress_percent=100 if done else number * 17 % 100 if works else 0,
            ready_at=None if number % 5 == 4 else at(number - 8 if number < 20 else 72),
            is_late=number < 8 and number % 5 != 4,
        )
    return workshop
