"""What a service's tests say about events: this one was emitted, and what happens when that one comes."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from chassis.context import Acting
from chassis.events import Event
from chassis.events.inbox import handle
from chassis.events.models import OutgoingEvent
from chassis.models import new_id


def emitted(name: str | None = None) -> list[Event]:
    """The events of this test so far, in order."""
    rows = OutgoingEvent.objects.filter(name=name) if name else OutgoingEvent.objects.all()
    return [row.as_event() for row in rows.order_by("id")]


def deliver(
    name: str,
    data: dict[str, Any],
    *,
    subject: object = "",
    id: UUID | None = None,
    version: int = 0,
    occurred_at: datetime | None = None,
    changes: dict[str, Any] | None = None,
    actor_id: object = "",
    actor_role: str = "",
    request_id: str = "",
) -> str:
    """Hand an event to this service as its stream would, and say what became of it.

    That is "handled", "duplicate" (of the same id), "outdated" (the handler copies state and heard newer) or
    "ignored"; what a handler raises is raised here.
    """
    event = Event(
        id=id or new_id(),
        name=name,
        subject=str(subject),
        version=version,
        occurred_at=occurred_at or timezone.now(),
        data=json.loads(json.dumps(data, cls=DjangoJSONEncoder)),
        changes=changes or {},
        actor=Acting(str(actor_id), actor_role),
        request_id=request_id,
    )
    return handle(Event.from_entry(event.as_entry()))
