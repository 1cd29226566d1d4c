"""What the documentation shows. The ids are those of the demo data, the same in all services."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import body, parameters, seeded

CUSTOMER = seeded(1)
VEHICLE = seeded(11)

parameters(
    vehicle_id=VEHICLE,
    owner_id=CUSTOMER,
    make="Toyota",
    plate="B SE 2020",
    plate_country="DE",
    vin="1M8GDM9AXKP042788",
)

# Without a VIN, which one vehicle only can have.
COROLLA = {
    "make": "Toyota",
    "model": "Corolla",
    "year": 2020,
    "plate": "B SE 000000",
    "plate_country": "DE",
    "color": "blue",
    "odometer_km": 42000,
}
REGISTER = body("A car", COROLLA)
CHANGE = body("A new reading", {"odometer_km": 43500})
READING = body("In miles", {"value": 31000, "unit": "mi", "reason": ""})
READING_SHOWN = OpenApiExample(
    "A reading",
    {
        "id": seeded(19),
        "value": 42000,
        "unit": "km",
        "km": 42000,
        "distance_km": 42000,
        "read_at": "2026-11-18T09:30:00Z",
        "exchanged": False,
        "reason": "",
        "voided_at": None,
        "created_at": "2026-11-18T09:30:00Z",
    },
    response_only=True,
)
STORED = OpenApiExample(
    "A car",
    {
        "id": VEHICLE,
        "owner_id": CUSTOMER,
        **COROLLA,
        "vin": "",
        "vin_check_reason": "",
        "distance_km": 42000,
        "plate": "B SE 2020",
        "created_at": "2026-11-18T09:30:00Z",
        "updated_at": "2026-11-18T09:30:00Z",
    },
    response_only=True,
)
TRANSFER = body("To its buyer", {"owner_id": CUSTOMER})
TRANSFER_CODE = OpenApiExample(
    "A code for a week",
    {"code": "8zJ2mD0mXkYH0f3Jr5n6i2v9QeUuV1cW4bT7sLpKaNo", "expires_at": "2026-11-25T09:30:00Z"},
    response_only=True,
)
ACCEPT = body("As its owner gave it", {"code": "8zJ2mD0mXkYH0f3Jr5n6i2v9QeUuV1cW4bT7sLpKaNo"})
OWNERSHIP = OpenApiExample(
    "Whoever sees all",
    {
        "vehicle_id": VEHICLE,
        "owner_id": CUSTOMER,
        "since": "2026-11-18T09:30:00Z",
        "sees_from": None,
    },
    response_only=True,
)
