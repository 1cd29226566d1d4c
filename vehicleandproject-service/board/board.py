"""What is in the workshop now: every open project, by stage."""

from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

from board.stages import STAGES, Stage
from board.statement import Row, open_projects
from board.waiting import in_words, waits_for


def board_at(now: datetime, location_id: UUID | None) -> dict[str, Any]:
    """The stages in their order, each with its projects, what was promised first coming first.

    Rule: every project that is not over is on the board once.
    Rule: it is in the bay in which its visit is planned to be now, or else next; what has run over is in the
    last one, and what is ready in none.
    Rule: its technicians are those who have a task of it that is not cancelled, done or not.
    Rule: it is late when it was to be ready by now and is not.
    """
    cards: dict[Stage, list[dict[str, Any]]] = {stage: [] for stage in Stage}
    for row in open_projects(now, location_id):
        stage = STAGES[row.status]  # type: ignore[index]
        cards[stage].append(_card(row, stage, now))
    return {
        "stages": [
            {"stage": stage.value, "title": stage.label, "projects": found} for stage, found in cards.items()
        ]
    }


def _card(row: Row, stage: Stage, now: datetime) -> dict[str, Any]:
    what = waits_for(row)
    return {
        "id": row.id,
        "title": row.title,
        "status": row.status,
        "location_id": row.location_id,
        "time_zone": row.time_zone,
        "vehicle": {"id": row.vehicle_id, "make": row.make, "model": row.model, "plate": row.plate},
        "bay": {"id": row.bay_id, "name": row.bay_name} if row.bay_id else None,
        "technicians": sorted(row.technicians, key=itemgetter("name")),
        "progress_percent": row.progress_percent,
        "ready_at": row.ready_at,
        "is_late": row.ready_at is not None and row.ready_at <= now and stage != Stage.READY,
        "waits_for": what and {"what": what.value, "title": in_words(what, row)},
    }
