"""What the documentation shows of texts."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import body, parameters

parameters(language="de", code="es")

WORDS = {
    "title": "Buchung erhalten: {{ service }}",
    "body": "Wir haben Ihre Buchung für {{ when }} erhalten.\n\nBitte bringen Sie Ihren Fahrzeugschein mit.",
    "action": "Termin ansehen",
}
CHANGE_TEMPLATE = body("What to bring", WORDS)
REVIEW = body("Somebody who speaks it stands for it", {"reviewed": True})

SHOWN = OpenApiExample(
    "A booking in German",
    {
        "kind": "booked",
        "language": "de",
        "version": 1,
        "is_built_in": False,
        **WORDS,
        "changed_by": "01900000-0000-7000-8000-000000000003",
        "changed_at": "2026-11-18T10:00:00Z",
        "variables": [
            {"name": "service", "example": "Oil change", "may_lack": False},
            {
                "name": "when",
                "example": "Montag, 30. November 2026 um 08:30 Uhr (MEZ)",
                "may_lack": False,
            },
        ],
    },
    response_only=True,
)
