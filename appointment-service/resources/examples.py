"""What the documentation shows. The ids are those of the demo data, the same in all services."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import body, parameters, seeded
from resources.models import DEFAULT_LOCATION_ID

DEFAULT_LOCATION = str(DEFAULT_LOCATION_ID)

parameters(
    location_id=DEFAULT_LOCATION,
    bay_id=seeded(21),
    equipment_id=seeded(51),
    lendable_id=seeded(52),
    service_type_id=seeded(31),
    code="oil-change",
    # As the links that answers have, which are good for fifteen minutes.
    link="WyIwMTkwMDAwMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwNTMiXQ:a-signature",
)

ADD_LOCATION = body(
    "A second location",
    {"name": "Location 000000", "time_zone": "Europe/Lisbon", "address": "Rua Augusta 1, Lisboa"},
)
CHANGE_LOCATION = body("Another telephone number", {"phone": "+49 30 5550100"})

IDENTITY = {
    "legal_name": "Muster Kfz-Werkstatt GmbH",
    "address": {
        "street": "Werkstraße 1",
        "postal_code": "10115",
        "city": "Berlin",
        "region": "",
        "country": "DE",
    },
    "tax_id": "21/815/08150",
    "vat_id": "DE136695976",
    "bank": {
        "account_holder": "",
        "iban": "DE89370400440532013000",
        "bic": "COBADEFFXXX",
        "bank_name": "Commerzbank",
        "account_number": "",
        "routing_number": "",
    },
    "email": "office@example.com",
    "website": "https://www.example.com/",
    "invoice_footer": "Managing director: Erika Mustermann. Local court of Berlin, HRB 12345.",
    "currency": "EUR",
}
REPLACE_IDENTITY = body("A company with a bank account", IDENTITY)

SERVICE_TYPE = OpenApiExample(
    "A wash",
    request_only=True,
    value={
        "code": "wash-000000",
        "name": "Wash",
        "duration_minutes": 30,
        "buffer_minutes": 0,
        "price": {"amount": "19.00", "currency": "EUR"},
        "bay_kind": "flat",
    },
)

WORKDAYS = range(6)
OPENING_HOURS = OpenApiExample(
    "Monday to Saturday",
    {"periods": [{"weekday": weekday, "opens": "08:00", "closes": "18:00"} for weekday in WORKDAYS]},
)

ADD_BAY = body("A lift", {"name": "Bay 000000", "kind": "lift"})
ADD_EQUIPMENT = body("A wheel balancer", {"name": "Balancer 000000", "kind": "wheel-balancer"})
CHANGE_EQUIPMENT = body("In use", {"is_active": True})
ADD_LENDABLE = body("A car", {"name": "Car 000000", "kind": "courtesy_car", "note": "B SE 200"})
CHANGE_LENDABLE = body("In use", {"is_active": True})
CHANGE_BAY = body("In use", {"is_active": True})
CHANGE_POLICY = body(
    "An hour's notice, and reminders a day and two hours before",
    {"lead_minutes": 60, "reminder_minutes": [1440, 120]},
)
CHANGE_SERVICE_TYPE = body("A new price", {"price": {"amount": "92.00", "currency": "EUR"}})
