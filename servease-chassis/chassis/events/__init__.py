"""News between services: written with the change it tells of, delivered in order, handled once.

    emit ─▶ outbox (producer's database) ─▶ relay ─▶ Redis stream ─▶ consumer ─▶ inbox (reader's database)

Every arrow may repeat itself after a failure and none may skip; the inbox drops what came twice.
"""

from chassis.events.event import Event
from chassis.events.outbox import emit, emit_together
from chassis.events.registry import handles

__all__ = ["Event", "emit", "emit_together", "handles"]
