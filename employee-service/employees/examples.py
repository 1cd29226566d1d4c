"""What the documentation shows."""

from drf_spectacular.utils import OpenApiExample

EMPLOYEE = OpenApiExample(
    "A technician",
    {
        "id": "019ab0c4-7d10-7c53-9b2e-5a4f0d6c1e21",
        "email": "technician@servease.test",
        "first_name": "Tariq",
        "last_name": "Haddad",
        "phone": "+49305550102",
        "job_title": "Brake specialist",
        "is_active": True,
        "created_at": "2026-11-22T09:30:00Z",
        "updated_at": "2026-11-22T09:30:00Z",
    },
    response_only=True,
)
EMPLOYEE_FOR_SERVICES = OpenApiExample(
    "Somebody who works here",
    {
        "id": "019ab0c4-7d10-7c53-9b2e-5a4f0d6c1e21",
        "first_name": "Tariq",
        "last_name": "Haddad",
        "is_active": True,
    },
    response_only=True,
)
OWN_CHANGE = OpenApiExample("A new phone", {"phone": "+49 30 5550 103"}, request_only=True)
CHANGE = OpenApiExample("A new job title", {"job_title": "Workshop foreman"}, request_only=True)
SKILLS = OpenApiExample(
    "Two skills, one certified",
    {
        "skills": [
            {"code": "brakes", "certificate": "", "expires_on": None},
            {"code": "high_voltage", "certificate": "DGUV 209-093 3S", "expires_on": "2028-05-31"},
        ]
    },
)
WEEK = OpenApiExample(
    "A Monday with a lunch break",
    {
        "working_hours": [
            {"weekday": 0, "start": "08:00", "end": "12:00"},
            {"weekday": 0, "start": "13:00", "end": "17:00"},
        ]
    },
)
