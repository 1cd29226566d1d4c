"""What the documentation shows. The id is that of the demo data."""

from chassis.api.examples import body, parameters, seeded
from customers.wordings import VERSION

parameters(customer_id=seeded(1), email="customer@servease.test")

ADD = body("Somebody who walked in", {"first_name": "Ada", "last_name": "Byron", "phone": "+49 30 901820"})
CHANGE = body(
    "An address",
    {
        "address": {
            "street": "Prenzlauer Allee 1",
            "postal_code": "10405",
            "city": "Berlin",
            "country": "DE",
        },
        "contact_preference": "email",
        "consents": {"reminders": True, "wording": {"version": VERSION, "language": "en"}},
    },
)
NOTE_CONSENT = body(
    "Said at the desk",
    {
        "purpose": "reminders",
        "granted": True,
        "source": "in_person",
        "wording": {"version": VERSION, "language": "de"},
    },
)
