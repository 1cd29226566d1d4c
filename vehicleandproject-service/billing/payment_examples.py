"""What the documentation shows of payments. The ids are those of the demo data."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import body, parameters, seeded

PAYMENT = seeded(97)

parameters(payment_id=PAYMENT)

TAKEN = {"amount": {"amount": "50.00", "currency": "EUR"}, "method": "card", "reference": "Receipt 2026-114"}
PAYMENT_SHOWN = OpenApiExample(
    "By card",
    {
        "id": PAYMENT,
        "kind": "payment",
        **TAKEN,
        "received_at": "2026-11-18T15:40:00Z",
        "reason": "",
        "refund_of_id": None,
        "invoice_id": None,
        "actor_id": seeded(5),
        "created_at": "2026-11-18T15:40:00Z",
    },
    response_only=True,
)
TAKE_PAYMENT = body("In part, by card", TAKEN)
REFUND = body(
    "Ten back", {"amount": {"amount": "10.00", "currency": "EUR"}, "reason": "The wipers were not changed."}
)
WRITE_OFF = body("Gone", {"reason": "The customer's company is no more."})
