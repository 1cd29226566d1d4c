"""What the documentation shows. The ids are those of the demo data, the same in all services."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import parameters, seeded

DELIVERY = seeded(64)

parameters(delivery_id=DELIVERY, account_id=seeded(1))

SHOWN = OpenApiExample(
    "A mail that could not be sent yet",
    {
        "id": DELIVERY,
        "account_id": seeded(1),
        "kind": "booked",
        "channel": "email",
        "about": "appointment",
        "about_id": seeded(42),
        "status": "waiting",
        "due_at": "2026-11-18T10:02:30Z",
        "attempts": 2,
        "sent_at": None,
        "error": "The mail server does not answer.",
        "folded_into_id": None,
        "created_at": "2026-11-18T10:00:00Z",
    },
    response_only=True,
)
