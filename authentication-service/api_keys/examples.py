"""What the documentation shows. The ids are those of the demo data."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import body, parameters, seeded

API_KEY = seeded(7)

parameters(api_key_id=API_KEY)

MAKE_KEY = body(
    "A script that books",
    {
        "name": "Bookings by night",
        "scopes": ["appointments:read", "appointments:write", "vehicles:read"],
        "expires_at": "2027-06-30T22:00:00Z",
    },
)
KEY = OpenApiExample(
    "A new key",
    {
        "id": API_KEY,
        "name": "Bookings by night",
        "prefix": "sea_47DE",
        "scopes": ["appointments:read", "appointments:write", "vehicles:read"],
        "last_used_at": None,
        "expires_at": "2027-06-30T22:00:00Z",
        "created_at": "2026-11-30T09:00:00Z",
        "key": "sea_47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
    },
    response_only=True,
)
LOOK_UP = body("A key's hash", {"digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"})
