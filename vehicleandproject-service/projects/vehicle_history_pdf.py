"""A vehicle's history as a document for people."""

from itertools import islice
from uuid import UUID

from django.db.models import QuerySet

from projects.models import Project
from projects.vehicle_history import Visit, visits
from vehicles.models import Vehicle
from workshop.letterhead import Letter
from workshop.models import DEFAULT_LOCATION_ID, Location

# It is written while a request waits. CSV has all of them.
MOST_VISITS = 1_000


def as_pdf(history: QuerySet[Project], vehicle_id: UUID) -> bytes:
    """On the paper of the location where the newest visit was."""
    newest = history.order_by("-id").values_list("location_id", flat=True).first()
    vehicle = Vehicle.objects.get(pk=vehicle_id)
    location = Location.objects.get(pk=newest or DEFAULT_LOCATION_ID)
    shown = list(islice(visits(history), MOST_VISITS))
    texts = [text for visit in shown for text in (visit.title, visit.location, *visit.work_done)]
    letter = Letter(location.sender, title="Service history", text="".join([*texts, vehicle.plate]))
    letter.paragraph(f"{vehicle.make} {vehicle.model}, {vehicle.year}", bold=True)
    for name, value in (("Plate", vehicle.plate), ("VIN", vehicle.vin)):
        if value:
            letter.paragraph(f"{name}: {value}")
    letter.paragraph(f"Odometer: {vehicle.odometer_km:,} km")
    letter.space()
    for visit in shown:
        _write(letter, visit)
    if not shown:
        letter.paragraph("No work has been finished yet.")
    elif len(shown) == MOST_VISITS:
        letter.paragraph(f"These are the newest {MOST_VISITS:,} visits.")
    return letter.as_bytes()


def _write(letter: Letter, visit: Visit) -> None:
    odometer = "" if visit.odometer_km is None else f"{visit.odometer_km:,} km"
    letter.room_for(lines=3)
    letter.row(visit.day.isoformat(), odometer, visit.location)
    letter.paragraph(visit.title, bold=True)
    for work in visit.work_done:
        letter.paragraph(f"– {work}")
    letter.space()
