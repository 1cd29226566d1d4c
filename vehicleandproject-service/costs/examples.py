"""What the documentation shows of costs. The ids are those of the demo data."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import body, parameters, seeded
from estimates.examples import JOB
from projects.examples import PROJECT

LABOUR_COST = seeded(90)

parameters(labour_cost_id=LABOUR_COST)

HOUR = {"amount": "38.50", "currency": "EUR"}
ADD_LABOUR_COST = body("An hour from next year on", {"hour": HOUR, "valid_from": "2027-01-01"})
CHANGE_LABOUR_COST = body("An hour", {"hour": HOUR})
SET_LINE_COST = body("Brake pads", {"unit_cost": {"amount": "31.20", "currency": "EUR"}})

FIGURES = {
    "net": {"amount": "135.00", "currency": "EUR"},
    "sold_hours": "1.500",
    "logged_seconds": 4500,
    "labour_cost": {"amount": "48.13", "currency": "EUR"},
    "bought_cost": {"amount": "0.00", "currency": "EUR"},
    "profit": {"amount": "86.87", "currency": "EUR"},
    "margin_percent": "64.3",
    "uncosted_seconds": 0,
    "uncosted_lines": 0,
}
NOTHING = {
    "net": {"amount": "0.00", "currency": "EUR"},
    "sold_hours": "0.000",
    "logged_seconds": 0,
    "labour_cost": {"amount": "0.00", "currency": "EUR"},
    "bought_cost": {"amount": "0.00", "currency": "EUR"},
    "profit": {"amount": "0.00", "currency": "EUR"},
    "margin_percent": None,
    "uncosted_seconds": 0,
    "uncosted_lines": 0,
}
PROFIT_SHOWN = OpenApiExample(
    "Front brakes",
    {
        "project_id": PROJECT,
        "total": FIGURES,
        "jobs": [{"job_id": JOB, "title": "Front brakes", **FIGURES}],
        "beside": NOTHING,
    },
    response_only=True,
)
