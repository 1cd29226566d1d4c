"""What the documentation shows of the board. The ids are those of the demo data."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import seeded
from projects.examples import BRAKES_STORED, LOCATION, TECHNICIAN
from vehicles.examples import VEHICLE

BAY = seeded(21)
BRAKES = {
    **{name: BRAKES_STORED[name] for name in ("id", "title", "status", "progress_percent", "ready_at")},
    "location_id": LOCATION,
    "time_zone": "Europe/Berlin",
    "vehicle": {"id": VEHICLE, "make": "Volkswagen", "model": "Golf", "plate": "B SE 100"},
    "bay": {"id": BAY, "name": "Bay 1"},
    "technicians": [{"id": TECHNICIAN, "name": "Tom Technician"}],
    "is_late": False,
    "waits_for": {"what": "decision", "title": "Customer's decision on 2 lines"},
}
BOARD_SHOWN = OpenApiExample(
    "Brakes",
    {"stages": [{"stage": "in_progress", "title": "In progress", "projects": [BRAKES]}]},
    response_only=True,
)
