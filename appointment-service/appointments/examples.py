"""Examples of the main operations, for the schema."""

from drf_spectacular.utils import OpenApiExample

SLOTS = OpenApiExample(
    "Two slots",
    response_only=True,
    status_codes=["200"],
    value={
        "results": [
            {
                "start": "2026-11-24T07:00:00Z",
                "end": "2026-11-24T08:00:00Z",
                "service_type": "oil-change",
                "capacity_left": 3,
            },
            {
                "start": "2026-11-24T07:30:00Z",
                "end": "2026-11-24T08:30:00Z",
                "service_type": "oil-change",
                "capacity_left": 1,
            },
        ],
        "reasons": [{"date": "2026-11-22", "codes": ["closed"]}],
    },
)

HOLD = [
    OpenApiExample(
        "Hold a slot",
        request_only=True,
        value={"service_type": "oil-change", "start": "2026-11-24T07:30:00Z"},
    ),
    OpenApiExample(
        "Held",
        response_only=True,
        status_codes=["201"],
        value={
            "id": "01932f6e-6f10-7d2a-8b3c-9e0f1a2b3c4d",
            "service_type": "oil-change",
            "start": "2026-11-24T07:30:00Z",
            "end": "2026-11-24T08:30:00Z",
            "expires_at": "2026-11-23T10:10:00Z",
        },
    ),
]

BOOKING = OpenApiExample(
    "Book a slot",
    request_only=True,
    value={
        "vehicle_id": "01932f6e-5c1a-7b3e-9d2f-4a6b8c0d1e2f",
        "service_type": "oil-change",
        "start": "2026-11-24T07:30:00Z",
        "notes": "There is a noise from the front left wheel.",
    },
)

APPOINTMENT = OpenApiExample(
    "A booked appointment",
    response_only=True,
    status_codes=["200", "201"],
    value={
        "id": "01932f6e-7a00-7e4b-9c5d-0f1a2b3c4d5e",
        "customer_id": "01932f6e-5b00-7c11-8a22-1b3c5d7e9f01",
        "vehicle_id": "01932f6e-5c1a-7b3e-9d2f-4a6b8c0d1e2f",
        "service_type": "oil-change",
        "start": "2026-11-24T07:30:00Z",
        "end": "2026-11-24T08:30:00Z",
        "time_zone": "Europe/Berlin",
        "status": "pending",
        "bay": {"id": "01932f6e-4a00-7a01-8b02-0c03d04e05f0", "name": "Bay 1"},
        "employee_id": "01932f6e-4b00-7b11-9c22-1d33e44f5500",
        "project_id": None,
        "notes": "There is a noise from the front left wheel.",
        "created_at": "2026-11-23T10:00:00Z",
    },
)

SERVICE_TYPE = OpenApiExample(
    "Oil change",
    request_only=True,
    value={
        "code": "oil-change",
        "name": "Oil change",
        "duration_minutes": 60,
        "buffer_minutes": 15,
        "price": {"amount": "89.00", "currency": "EUR"},
        "required_skill": "mechanics",
        "bay_kind": "lift",
    },
)

OPENING_HOURS = OpenApiExample(
    "A Monday with a break",
    value={
        "periods": [
            {"weekday": 0, "opens": "08:00", "closes": "12:00"},
            {"weekday": 0, "opens": "13:00", "closes": "17:00"},
        ]
    },
)
