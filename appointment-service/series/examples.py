"""What the documentation shows of series."""

from appointments.examples import START, VEHICLE
from chassis.api.examples import body, parameters, seeded

parameters(series_id=seeded(46))

MAKE = body(
    "Every fourth week, six times",
    {
        "vehicle_id": VEHICLE,
        "service_type": "oil-change",
        "start": START,
        "frequency": "weekly",
        "interval": 4,
        "count": 6,
    },
)
CHANGE = body("An hour later", {"starts_at": "11:00"})
CANCEL = body("All that is to come", {"reason": "The car is sold."})
