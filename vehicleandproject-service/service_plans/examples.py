"""What the documentation shows of service plans and reminders. The ids are those of the demo data."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import body, parameters, seeded
from vehicles.examples import VEHICLE
from workshop.models import DEFAULT_LOCATION_ID

PLAN = seeded(26)
REMINDER = seeded(27)

parameters(plan_id=PLAN, reminder_id=REMINDER, service_type="oil-change")

OIL = {"service_type": "oil-change", "every_km": 15000, "every_months": 12}
NOTICE = {"due_soon_km": 1000, "due_soon_days": 30}
DONE = {"last_done_on": "2026-05-18", "last_done_km": 36000}
MADE = {"created_at": "2026-11-18T09:30:00Z", "updated_at": "2026-11-18T09:30:00Z"}

ADD_PLAN = body("Oil", {"name": "Oil 000000", **OIL})
CHANGE_PLAN = body("More often", {"every_km": 10000})
PLAN_SHOWN = OpenApiExample(
    "Oil",
    {"id": PLAN, "name": "Oil", **OIL, **NOTICE, "make": "", "model": "", "is_active": True, **MADE},
    response_only=True,
)
MAKE_REMINDER = body("Of one's own", {"title": "Oil", **OIL, **DONE})
REMINDER_OF_A_PLAN = body("By a plan", {"plan_id": PLAN, **DONE})
CHANGE_REMINDER = body("Done elsewhere", DONE)
REMINDER_SHOWN = OpenApiExample(
    "Oil",
    {
        "id": REMINDER,
        "vehicle_id": VEHICLE,
        "plan_id": None,
        "document_id": None,
        "title": "Oil",
        **OIL,
        **NOTICE,
        **DONE,
        "due_on": "2027-05-18",
        "due_km": 51000,
        "status": "scheduled",
        "next_due_by": "distance",
        "predicted_on": "2027-03-30",
        "basis": {
            "kind": "readings",
            "km_per_day": "68.4",
            "from": "2026-02-18",
            "to": "2026-11-18",
            "readings": 5,
        },
        **MADE,
    },
    response_only=True,
)
HOLD = body("The first that is free", {})
HELD = OpenApiExample(
    "A Monday",
    {
        "hold_id": seeded(44),
        "location_id": str(DEFAULT_LOCATION_ID),
        "service_type": "oil-change",
        "start": "2026-11-30T07:00:00Z",
        "end": "2026-11-30T08:00:00Z",
        "expires_at": "2026-11-18T09:40:00Z",
    },
    response_only=True,
)
