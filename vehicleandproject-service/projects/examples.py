"""What the documentation shows. The ids are those of the demo data, the same in all services."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import body, parameters, seeded
from vehicles.examples import CUSTOMER, VEHICLE
from workshop.models import DEFAULT_LOCATION_ID

TECHNICIAN = seeded(2)
PROJECT = seeded(12)
TASK = seeded(13)
APPOINTMENT = seeded(42)
LOCATION = str(DEFAULT_LOCATION_ID)

parameters(
    project_id=PROJECT,
    task_id=TASK,
    assignee_id=TECHNICIAN,
    customer_id=CUSTOMER,
    location_id=LOCATION,
    appointment_id=APPOINTMENT,
    comeback_of=PROJECT,
    to="2026-11-29",
    **{"from": "2026-11-02"},
)

BRAKES = {
    "vehicle_id": VEHICLE,
    "kind": "service",
    "title": "Brakes squeal",
    "concern": "Only when it is wet.",
}
PADS = {"title": "Change the pads", "assignee_id": TECHNICIAN, "estimated_minutes": 45}
BRAKES_STORED = {
    "id": PROJECT,
    **BRAKES,
    "location_id": LOCATION,
    "customer_id": CUSTOMER,
    "appointment_id": None,
    "status": "in_progress",
    "progress_percent": 50,
    "ready_at": "2026-11-19T15:00:00Z",
    "comeback_of": None,
    "created_at": "2026-11-18T09:30:00Z",
    "updated_at": "2026-11-18T10:15:00Z",
}
PADS_STORED = {
    "id": TASK,
    "project_id": PROJECT,
    **PADS,
    "status": "in_progress",
    "position": 1,
    "created_at": "2026-11-18T09:35:00Z",
    "updated_at": "2026-11-18T09:35:00Z",
}
PADS_TIMED = {**PADS_STORED, "logged_seconds": 1800, "irregular_seconds": 0}

LATER = {"ready_at": "2026-12-04T15:00:00Z", "reason": "The pads come tomorrow.", "visibility": "customer"}

CREATE = body("Brakes", BRAKES)
CHANGE = body("In other words", {"title": "Brakes squeal when wet"})
MOVE = body("With a reason", {"reason": "The parts have come.", "visibility": "customer"})
SAY_WHEN = body("Later than was said", LATER)
ADD_TASK = body("Pads", PADS)
CHANGE_TASK = body("It is done", {"status": "done"})
CHANGE_POLICY = body("An hour", {"small_work_minutes": 60})
ADD_COMMENT = body("A question", {"content": "When will it be ready?"})
SHOWN = OpenApiExample("Brakes", BRAKES_STORED, response_only=True)
TASK_SHOWN = OpenApiExample("Pads", PADS_STORED, response_only=True)
TASK_SHOWN_TO_STAFF = OpenApiExample("Pads", PADS_TIMED, response_only=True)
DONE = OpenApiExample(
    "Work for an owner of before",
    {
        "kind": "service",
        "title": "Brakes squeal",
        "created_at": "2026-03-02T08:00:00Z",
        "delivered_at": "2026-03-03T15:30:00Z",
        "odometer_km": 42000,
        "yours": False,
        "project_id": None,
    },
    response_only=True,
)
