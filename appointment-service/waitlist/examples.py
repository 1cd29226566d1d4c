"""What the documentation shows of the waiting list."""

from appointments.examples import START, VEHICLE
from chassis.api.examples import body, parameters, seeded

# Nobody waits for what is free, so that no row of the demo data could be one.
parameters(entry_id=seeded(44))

JOIN = body(
    "A weekday morning",
    {
        "vehicle_id": VEHICLE,
        "service_type": "oil-change",
        "starts_from": "2026-11-30T00:00:00Z",
        "starts_before": "2026-12-19T00:00:00Z",
        "weekdays": [0, 1, 2, 3, 4],
        "time_from": "08:00",
        "time_to": "12:00",
    },
)
ACCEPT = body("What is offered", {"start": START})
