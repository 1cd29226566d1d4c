"""What the documentation shows. The ids are those of the demo data, the same in all services."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import parameters, seeded

IMPORT_ID = seeded(85)

parameters(import_id=IMPORT_ID)

IMPORT = OpenApiExample(
    "Of three vehicles one has no owner",
    {
        "id": IMPORT_ID,
        "kind": "vehicles",
        "dry_run": False,
        "rows": 3,
        "created": 2,
        "unchanged": 0,
        "failed": 1,
        "errors": [
            {"row": 3, "field": "owner_id", "code": "unknown", "message": "There is no such customer."}
        ],
        "created_at": "2026-11-18T09:30:00Z",
        "finished_at": "2026-11-18T09:30:01Z",
    },
    response_only=True,
)
