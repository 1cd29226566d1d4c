"""What one service tells the others, and its form on the stream: a flat map of texts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    id: UUID
    name: str
    subject: str
    occurred_at: datetime
    data: dict[str, Any]
    actor_id: str = ""
    request_id: str = ""

    @classmethod
    def from_entry(cls, entry: Mapping[str, str]) -> "Event":
        """Read a stream's entry. Fields we do not know are left for readers newer than we are."""
        return cls(
            id=UUID(entry["id"]),
            name=entry["name"],
            subject=entry["subject"],
            occurred_at=datetime.fromisoformat(entry["occurred_at"]),
            data=json.loads(entry["data"]),
            actor_id=entry.get("actor_id", ""),
            request_id=entry.get("request_id", ""),
        )

    def as_entry(self) -> dict[str, str]:
        return {
            "id": str(self.id),
            "name": self.name,
            "subject": self.subject,
            "occurred_at": self.occurred_at.isoformat(),
            "data": json.dumps(self.data),
            "actor_id": self.actor_id,
            "request_id": self.request_id,
        }


def stream_of(name: str) -> str:
    """A stream holds all that happens to one kind of thing, so its events keep their order."""
    return "events:" + name.split(".", 1)[0]
