"""What the documentation shows. The ids are those of the demo data, the same in all services."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import body, parameters, seeded

VEHICLE, DOCUMENT, FILE = seeded(11), seeded(81), seeded(82)
# As the links that answers have, which are good for fifteen minutes.
LINK = "WyIwMTkwMDAwMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwODIiXQ:a-signature"

parameters(document_id=DOCUMENT, kind="photo", expires_before="2027-01-01", link=LINK)

CHANGE = body("It was prolonged", {"expires_on": "2028-11-30"})
STORED = OpenApiExample(
    "A photo",
    {
        "id": DOCUMENT,
        "vehicle_id": VEHICLE,
        "kind": "photo",
        "title": "From the front",
        "expires_on": None,
        "file": {
            "id": FILE,
            "name": "front.png",
            "media_type": "image/png",
            "size_bytes": 84213,
            "link": {"url": f"/api/v1/vehicles/files/{LINK}/", "expires_at": "2026-11-18T09:45:00Z"},
        },
        "created_at": "2026-11-18T09:30:00Z",
        "updated_at": "2026-11-18T09:30:00Z",
    },
    response_only=True,
)
