"""What the documentation shows of estimates. The ids are those of the demo data."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import body, parameters, seeded
from projects.examples import PROJECT

JOB = seeded(14)
LINE = seeded(15)
TAX_RATE = seeded(16)
DEFERRED_LINE = seeded(98)

CATALOGUE_JOB = seeded(20)
GUEST_LINK = seeded(22)
DEMO_CODE = "a-link-for-guest-in-development-and-no-more"

parameters(
    job_id=JOB,
    line_id=LINE,
    tax_rate_id=TAX_RATE,
    catalogue_job_id=CATALOGUE_JOB,
    code="front-brakes",
    is_active="true",
    guest_link_id=GUEST_LINK,
    guest_code=DEMO_CODE,
)

LABOUR = {
    "kind": "labour",
    "description": "Change the brake pads",
    "quantity": "1.5",
    "unit_price": {"amount": "90.00", "currency": "EUR"},
    "tax_rate": "standard",
    "minutes": 90,
}
PADS = {
    "kind": "part",
    "description": "Brake pads, front",
    "quantity": "1",
    "unit_price": {"amount": "64.90", "currency": "EUR"},
    "tax_rate": "standard",
}
BRAKES = {"title": "Front brakes", "concern": "They squeal when it is wet.", "cause": "The pads are worn."}
LABOUR_SHOWN = {
    "id": LINE,
    "position": 1,
    "kind": "labour",
    "description": "Change the brake pads",
    "quantity": "1.500",
    "unit_price": {"amount": "90.00", "currency": "EUR"},
    "discount_percent": "0.00",
    "tax_rate": "standard",
    "tax_percent": "19.00",
    "net": {"amount": "135.00", "currency": "EUR"},
    "tax": {"amount": "25.65", "currency": "EUR"},
    "decision": "pending",
}
ESTIMATE = {
    "project_id": PROJECT,
    "revision": 1,
    "discount_percent": "0.00",
    "sent_revision": 1,
    "sent_at": "2026-11-18T09:40:00Z",
    "net": {"amount": "135.00", "currency": "EUR"},
    "tax": {"amount": "25.65", "currency": "EUR"},
    "total": {"amount": "160.65", "currency": "EUR"},
    "authorised": {"amount": "0.00", "currency": "EUR"},
    "jobs": [{"id": JOB, "position": 1, **BRAKES, "correction": "", "lines": [LABOUR_SHOWN]}],
}

DEFERRED = {
    "id": DEFERRED_LINE,
    "project_id": seeded(91),
    "job_id": seeded(93),
    "job_title": "Oil change",
    "kind": "part",
    "description": "Wiper blades",
    "quantity": "1.000",
    "net": {"amount": "24.00", "currency": "EUR"},
    "tax": {"amount": "4.56", "currency": "EUR"},
    "deferred_at": "2026-03-02T09:40:00Z",
    "wanted_at": None,
}

DEFERRED_SHOWN = OpenApiExample("Wipers", DEFERRED, response_only=True)
TAKE_UP = body("One line", {"line_ids": [DEFERRED_LINE]})
HOLD_FOR_DEFERRED = body(
    "The first that is free", {"line_ids": [DEFERRED_LINE], "service_type": "oil-change"}
)
ESTIMATE_SHOWN = OpenApiExample("Brakes", ESTIMATE, response_only=True)
ADD_JOB = body("Front brakes", {**BRAKES, "lines": [LABOUR, PADS]})
CHANGE_JOB = body("What was done", {"correction": "Changed the pads, front."})
ADD_CATALOGUE_JOB = body(
    "Rear brakes", {"code": "rear-brakes", "title": "Rear brakes", "lines": [LABOUR, PADS]}
)
CHANGE_CATALOGUE_JOB = body("Taken off", {"is_active": False})
CATALOGUE_JOB_SHOWN = OpenApiExample(
    "Front brakes",
    {
        "id": CATALOGUE_JOB,
        "code": "front-brakes",
        "title": "Front brakes",
        "concern": "",
        "is_active": True,
        "lines": [
            {**LABOUR, "quantity": "1.500", "discount_percent": "0.00"},
            {**PADS, "quantity": "1.000", "discount_percent": "0.00", "minutes": None},
        ],
        "created_at": "2026-11-18T09:30:00Z",
        "updated_at": "2026-11-18T09:30:00Z",
    },
    response_only=True,
)
ADD_LINE = body("Pads", PADS)
CHANGE_ESTIMATE = body("Five per cent", {"discount_percent": "5"})
CHANGE_LINE = body("Two of them", {"quantity": "2"})
MAKE_GUEST_LINK = body("Three days", {"days": 3})
SET_CAP = body("Five hundred", {"cap": {"amount": "500.00", "currency": "EUR"}, "note": ""})
DECIDE = body("Agreed", {"revision": 1, "note": ""})
ADD_TAX_RATE = body(
    "From next year", {"code": "reduced", "name": "Reduced", "percent": "7.00", "valid_from": "2027-01-01"}
)
CHANGE_TAX_RATE = body("Corrected", {"percent": "7.50"})
