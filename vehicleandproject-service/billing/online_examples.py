"""What the documentation shows of checkouts."""

from chassis.api.examples import body

BEGIN_CHECKOUT = body("Back to the shop", {"return_url": "https://workshop.example/invoices/"})
PROVIDER_EVENT = body(
    "Paid",
    {
        "type": "checkout.session.completed",
        "data": {
            "object": {"id": "cs_test_1", "payment_status": "paid", "amount_total": 5000, "currency": "eur"}
        },
    },
)
