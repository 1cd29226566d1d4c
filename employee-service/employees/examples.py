"""What the documentation shows."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import parameters, seeded
from employees.models import DEFAULT_LOCATION_ID

TECHNICIAN = seeded(2)

CHRISTMAS_EVE = "2026-12-24"

TIME_OFF_ID = seeded(52)

DEFAULT_LOCATION = {"location_id": str(DEFAULT_LOCATION_ID)}

parameters(
    employee_id=TECHNICIAN,
    skill="brakes",
    date=CHRISTMAS_EVE,
    time_off_id=TIME_OFF_ID,
    starts_before="2026-12-28T00:00:00Z",
    ends_after="2026-11-30T00:00:00Z",
)

EMPLOYEE = OpenApiExample(
    "A technician",
    {
        "id": TECHNICIAN,
        "email": "technician@servease.test",
        "first_name": "Tariq",
        "last_name": "Haddad",
        "phone": "+49305550102",
        "job_title": "Brake specialist",
        "is_active": True,
        "is_technician": True,
        "created_at": "2026-11-22T09:30:00Z",
        "updated_at": "2026-11-22T09:30:00Z",
    },
    response_only=True,
)
EMPLOYEE_FOR_SERVICES = OpenApiExample(
    "Somebody who works here",
    {
        "id": TECHNICIAN,
        "first_name": "Tariq",
        "last_name": "Haddad",
        "is_active": True,
    },
    response_only=True,
)
OWN_CHANGE = OpenApiExample("A new phone", {"phone": "+49 30 5550 103"}, request_only=True)
CHANGE = OpenApiExample("A new job title", {"job_title": "Workshop foreman"}, request_only=True)
UNCERTIFIED = {
    "certificate": "",
    "certificate_number": "",
    "issuer": "",
    "issued_on": None,
    "expires_on": None,
}
SKILLS = OpenApiExample(
    "Three skills, one certified",
    {
        "skills": [
            {"code": "brakes", **UNCERTIFIED},
            {"code": "engine", **UNCERTIFIED},
            {
                "code": "high_voltage",
                "certificate": "DGUV 209-093 3S",
                "certificate_number": "3S-2025-0117",
                "issuer": "TÜV Akademie",
                "issued_on": "2025-05-31",
                "expires_on": "2028-05-31",
            },
        ]
    },
)
WORKDAYS = range(5)
HOURS = [
    {"weekday": weekday, "start": start, "end": end, **DEFAULT_LOCATION}
    for weekday in WORKDAYS
    for start, end in (("08:00", "12:00"), ("13:00", "17:00"))
]
MORNING = [{"start": "08:00", "end": "12:00", **DEFAULT_LOCATION}]
SHORT_DAY = OpenApiExample(
    "The morning only", {"working_hours": [{"start": "08:00", "end": "12:00"}]}, request_only=True
)
WORKING_DAY = OpenApiExample(
    "The morning only",
    {"date": CHRISTMAS_EVE, "working_hours": MORNING, "is_exception": True},
    response_only=True,
)
WEEK = OpenApiExample("Days with a lunch break", {"working_hours": HOURS}, request_only=True)
WEEKS = OpenApiExample(
    "Another week from a Monday on",
    {
        "working_hours": HOURS,
        "weeks": [
            {"valid_from": "0001-01-01", "working_hours": HOURS},
            {"valid_from": "2026-12-07", "working_hours": HOURS[2:]},
        ],
        "exceptions": [{"date": CHRISTMAS_EVE, "working_hours": MORNING}],
    },
    response_only=True,
)
WAITING = {
    "id": TIME_OFF_ID,
    "employee_id": TECHNICIAN,
    "start": "2026-12-13T23:00:00Z",
    "end": "2026-12-18T23:00:00Z",
    "note": "A week in the mountains.",
    "status": "pending",
    "requested_by": TECHNICIAN,
    "decided_by": None,
    "decided_at": None,
    "reason": "",
    "created_at": "2026-11-17T09:30:00Z",
    "updated_at": "2026-11-17T09:30:00Z",
}
REQUEST_TIME_OFF = OpenApiExample(
    "Five whole days",
    {
        "start": "2026-12-14T00:00:00+01:00",
        "end": "2026-12-19T00:00:00+01:00",
        "note": "A week in the mountains.",
    },
    request_only=True,
)
TIME_OFF = OpenApiExample("Waiting for a decision", WAITING, response_only=True)
APPROVED_TIME_OFF = OpenApiExample(
    "Approved",
    {
        **WAITING,
        "status": "approved",
        "decided_by": seeded(5),
        "decided_at": "2026-11-18T08:00:00Z",
        "updated_at": "2026-11-18T08:00:00Z",
    },
    response_only=True,
)
REJECT_TIME_OFF = OpenApiExample(
    "With a reason", {"reason": "Two others are away that week."}, request_only=True
)
