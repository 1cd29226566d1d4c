"""What the documentation shows. The id is that of the demo data."""

from chassis.api.examples import body, parameters, seeded

parameters(account_id=seeded(1))

CHANGE = body(
    "A profile",
    {
        "display_name": "Carla",
        "locale": "de-DE",
        "time_zone": "Europe/Berlin",
        "preferences": {"compact": True},
    },
)
