"""What the documentation shows. The ids are those of the demo data, the same in all services."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import parameters, seeded

NOTIFICATION = seeded(61)

parameters(notification_id=NOTIFICATION, kind="booked")

SHOWN = OpenApiExample(
    "A booking",
    {
        "id": NOTIFICATION,
        "kind": "booked",
        "title": "Your appointment is booked",
        "body": "We expect you on Thursday.",
        "resource": {"type": "appointment", "id": seeded(42)},
        "about": "appointment",
        "about_id": seeded(42),
        "location_id": "00000000-0000-7000-8000-000000000001",
        "read_at": None,
        "archived_at": None,
        "created_at": "2026-11-18T10:00:00Z",
    },
    response_only=True,
)
