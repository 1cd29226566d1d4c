"""What one service tells the others, and its form on the stream: a flat map of texts.

The envelope beside `data`: whose news it is and their how-manieth (`subject`, `version`), who did it
(`actor`), in which request, and what became different (`changes`: a field's [before, after]).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.context import NOBODY, Acting

Changes = dict[str, list[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`version` counts the news of a subject from 1; 0 is an entry from before they were counted."""

    id: UUID
    name: str
    subject: str
    occurred_at: datetime
    data: dict[str, Any]
    version: int = 0
    changes: Changes = field(default_factory=dict)
    actor: Acting = NOBODY
    request_id: str = ""

    @property
    def actor_id(self) -> str:
        return self.actor.id

    @classmethod
    def from_entry(cls, entry: Mapping[str, str]) -> "Event":
        """Read a stream's entry. Fields we do not know are left for readers newer than we are."""
        return cls(
            id=UUID(entry["id"]),
            name=entry["name"],
            subject=entry["subject"],
            occurred_at=datetime.fromisoformat(entry["occurred_at"]),
            data=json.loads(entry["data"]),
            version=int(entry.get("version", 0)),
            changes=json.loads(entry.get("changes", "{}")),
            actor=Acting(entry.get("actor_id", ""), entry.get("actor_role", ""), entry.get("actor_name", "")),
            request_id=entry.get("request_id", ""),
        )

    def as_entry(self) -> dict[str, str]:
        return {
            "id": str(self.id),
            "name": self.name,
            "subject": self.subject,
            "version": str(self.version),
            "occurred_at": self.occurred_at.isoformat(),
            "data": json.dumps(self.data),
            "changes": json.dumps(self.changes),
            "actor_id": self.actor.id,
            "actor_role": self.actor.role,
            "actor_name": self.actor.name,
            "request_id": self.request_id,
        }


def stream_of(name: str) -> str:
    """A stream holds all that happens to one kind of thing, so its events keep their order."""
    return "events:" + name.split(".", 1)[0]
