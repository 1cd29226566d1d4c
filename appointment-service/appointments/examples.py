"""What the documentation shows. The ids are those of the demo data, the same in all services."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import body, filled_in, parameters, seeded
from resources.examples import DEFAULT_LOCATION

CUSTOMER, TECHNICIAN, COLLEAGUE = seeded(1), seeded(2), seeded(3)
VEHICLE = seeded(11)
BAY = seeded(21)
CLOSURE = seeded(41)
BLOCK = seeded(45)
APPOINTMENT_ID = seeded(42)
# Weeks ahead, where nobody who tries things out has booked yet.
START, END = "2026-12-17T09:00:00Z", "2026-12-17T10:00:00Z"
# At a minute that no slot has.
WALK_IN = "2026-12-18T09:07:00Z"
LATER, AFTER_LATER = "2026-12-17T11:00:00Z", "2026-12-17T12:00:00Z"

parameters(
    appointment_id=APPOINTMENT_ID,
    closure_id=CLOSURE,
    block_id=BLOCK,
    hold_id=seeded(43),
    customer_id=CUSTOMER,
    vehicle_id=VEHICLE,
    employee_id=TECHNICIAN,
    technician=TECHNICIAN,
    bay=BAY,
    service_type="oil-change",
    lend="courtesy_car",
    lent_until="2026-12-18T16:00:00Z",
    services="oil-change,tyre-change",
    time_zone="Europe/Berlin",
    starts_from="2026-11-30T00:00:00Z",
    starts_before="2027-01-04T00:00:00Z",
    ends_after="2026-11-30T00:00:00Z",
    date="2026-12-24",
    year=2027,
    to="2026-12-17",
    **{"from": "2026-12-17"},
)

filled_in("service_type")

SLOTS = OpenApiExample(
    "Two slots",
    response_only=True,
    status_codes=["200"],
    value={
        "time_zone": "Europe/Berlin",
        "results": [
            {
                "start": START,
                "end": END,
                "service_type": "oil-change",
                "capacity_left": 3,
            },
            {
                "start": LATER,
                "end": AFTER_LATER,
                "service_type": "oil-change",
                "capacity_left": 1,
            },
        ],
        "reasons": [{"date": "2026-12-13", "codes": ["closed"]}],
    },
)

HOLD = [
    OpenApiExample(
        "Hold a slot",
        request_only=True,
        value={"service_type": "oil-change", "start": START},
    ),
    OpenApiExample(
        "Held",
        response_only=True,
        status_codes=["201"],
        value={
            "id": seeded(43),
            "location_id": DEFAULT_LOCATION,
            "service_type": "oil-change",
            "services": ["oil-change"],
            "at_once": False,
            "start": START,
            "end": END,
            "employee_id": TECHNICIAN,
            "assignment_reason": "least_busy",
            "expires_at": "2026-11-30T10:10:00Z",
        },
    ),
]

BOOKING = [
    OpenApiExample(
        "Book a slot",
        request_only=True,
        value={
            "vehicle_id": VEHICLE,
            "service_type": "oil-change",
            "start": START,
            "notes": "There is a noise from the front left wheel.",
        },
    ),
    OpenApiExample(
        "A walk-in",
        request_only=True,
        value={
            "vehicle_id": VEHICLE,
            "service_type": "oil-change",
            "start": WALK_IN,
            "override_reason": "The customer stands at the desk.",
        },
    ),
    OpenApiExample(
        "Two services, one after the other",
        request_only=True,
        value={"vehicle_id": VEHICLE, "services": ["oil-change", "tyre-change"], "start": START},
    ),
]

APPOINTMENT = OpenApiExample(
    "A booked appointment",
    response_only=True,
    status_codes=["200", "201"],
    value={
        "id": APPOINTMENT_ID,
        "customer_id": CUSTOMER,
        "booked_by": CUSTOMER,
        "vehicle_id": VEHICLE,
        "location_id": DEFAULT_LOCATION,
        "service_type": "oil-change",
        "start": START,
        "end": END,
        "time_zone": "Europe/Berlin",
        "status": "pending",
        "bay": {"id": BAY, "name": "Bay 1"},
        "employee_id": TECHNICIAN,
        "assignment_reason": "least_busy",
        "project_id": None,
        "notes": "There is a noise from the front left wheel.",
        "services": [
            {
                "service_type": "oil-change",
                "name": "Oil change",
                "duration_minutes": 60,
                "price": {"amount": "89.00", "currency": "EUR"},
                "start": START,
                "end": END,
                "bay_id": BAY,
                "employee_id": TECHNICIAN,
            }
        ],
        "lent": None,
        "deposit": {"amount": "17.80", "currency": "EUR", "received_at": None},
        "needs_attention": None,
        "created_at": "2026-11-18T10:00:00Z",
    },
)

CHANGE_NOTES = body("Other notes", {"notes": "Please wash it too."})
RESCHEDULE = body("Two hours later", {"start": LATER, "reason": "The train is late."})
CONFIRM = body("Without its deposit", {"override_reason": "They pay at the desk."})
CANCEL = body("With a reason", {"reason": "The car is sold."})
CHECK_IN = body("Before its day", {"override_reason": "The customer came early."})
ASSIGN = body("A colleague", {"employee_id": COLLEAGUE})
EXTEND = body("An hour longer", {"end": LATER, "reason": "A screw had rusted in."})
LEND_UNTIL = body("An hour longer", {"lent_until": AFTER_LATER})
ACCEPT = body("All of it", {"reason": "The owner works that day himself."})
MOVE_BOOKINGS = body("The first hundred", {})
ADD_CLOSURE = body(
    "A day off", {"start": "2027-01-13T00:00:00Z", "end": "2027-01-14T00:00:00Z", "reason": "Stocktaking"}
)
ADD_BLOCK = body(
    "A lift that is inspected",
    {
        "bay_id": BAY,
        "start": "2027-01-12T07:00:00Z",
        "end": "2027-01-12T11:00:00Z",
        "reason": "Inspection of the lift",
    },
)
CHRISTMAS_EVE = body(
    "A short day", {"name": "Christmas Eve", "periods": [{"opens": "08:00", "closes": "12:00"}]}
)
ALL_HOLIDAYS = body("All of the next twelve months", {"all": True})
