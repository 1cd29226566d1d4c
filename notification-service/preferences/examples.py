"""What the documentation shows."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import body

CHANGE = body(
    "Quiet nights, a digest in the morning, and no mail of bookings",
    {
        "quiet_hours": {"from": "22:00", "until": "07:00"},
        "digest": {"every": "daily", "hour": 8},
        "kinds": [{"kind": "booked", "channels": {"email": {"on": False}}}],
    },
)
SHOWN = OpenApiExample(
    "Preferences",
    {
        "locale": "de-DE",
        "time_zone": "Europe/Berlin",
        "quiet_hours": {"from": "22:00", "until": "07:00"},
        "digest": {"every": "daily", "hour": 8, "weekday": 1},
        "kinds": [
            {
                "kind": "booked",
                "title": "A booking has come in",
                "channels": {
                    "email": {"on": False, "may_change": True},
                    "sms": {"on": False, "may_change": True},
                    "push": {"on": True, "may_change": True},
                },
            }
        ],
    },
    response_only=True,
)
