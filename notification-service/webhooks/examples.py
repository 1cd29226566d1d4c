"""What the documentation shows. The ids are those of the demo data, the same in all services."""

from chassis.api.examples import body, parameters, seeded

WEBHOOK, DELIVERY = seeded(71), seeded(72)

parameters(webhook_id=WEBHOOK, webhook_delivery_id=DELIVERY, status="dead", type="appointment.booked")

ADD_WEBHOOK = body(
    "The bookkeeping",
    {
        "url": "https://books.example.org/servease",
        "events": ["invoice.issued", "invoice.voided", "payment.received"],
        "description": "Invoices for the bookkeeping",
    },
)
CHANGE_WEBHOOK = body("For a while nothing", {"is_on": False})
