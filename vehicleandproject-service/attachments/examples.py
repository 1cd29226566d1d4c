"""What the documentation shows. The ids are those of the demo data, the same in all services."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import parameters, seeded
from documents.examples import LINK
from projects.examples import PROJECT, TECHNICIAN

ATTACHMENT, FILE = seeded(83), seeded(84)

parameters(attachment_id=ATTACHMENT)

ATTACHED = OpenApiExample(
    "A worn pad",
    {
        "id": ATTACHMENT,
        "project_id": PROJECT,
        "author_id": TECHNICIAN,
        "caption": "The left one, at 2 mm",
        "visibility": "customer",
        "file": {
            "id": FILE,
            "name": "pad.png",
            "media_type": "image/png",
            "size_bytes": 84213,
            "link": {"url": f"/api/v1/vehicles/files/{LINK}/", "expires_at": "2026-11-18T09:45:00Z"},
        },
        "created_at": "2026-11-18T09:30:00Z",
    },
    response_only=True,
)
