"""A row is entered, if it is not here already."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from chassis.auth import Actor
from chassis.errors import NotFound
from chassis.locking import locked
from imports.actions.owners import Owners
from imports.errors import NO_SUCH_VEHICLE, SEVERAL_VEHICLES
from imports.models import LONGEST_REFERENCE, Kind, PastService
from projects.actions import enter_past_service
from vehicles import plates
from vehicles.actions import enter_vehicle, new_reading
from vehicles.errors import PLATE_TAKEN, VIN_TAKEN
from vehicles.models import Unit, Vehicle
from workshop.models import DEFAULT_LOCATION_ID, Location

CREATED, UNCHANGED = "created", "unchanged"
MIDDAY = time(12)


def _vehicle(actor: Actor, owners: Owners, row: dict[str, Any]) -> str:
    """Rule: a vehicle is known by its VIN, else by its plate and country; one that its owner has is here."""
    present = Vehicle.objects.present()
    key = plates.key(row.get("plate", ""))
    if row.get("vin"):
        found, taken = present.filter(vin=row["vin"]).first(), VIN_TAKEN
    else:
        country = row.get("plate_country", "")
        found, taken = present.filter(plate_key=key, plate_country=country).first(), PLATE_TAKEN
    if found:
        if found.owner_id != row["owner_id"]:
            raise taken()
        return UNCHANGED
    owners.check(row["owner_id"])
    enter_vehicle(actor, row.pop("owner_id"), row)
    return CREATED


def _reading(actor: Actor, _: Owners, row: dict[str, Any]) -> str:
    """Rule: a reading is known by its vehicle, its instant and what it reads."""
    vehicle = _locked(row)
    known = {"value": row["value"], "unit": row["unit"], "read_at": row["read_at"]}
    if vehicle.readings.filter(**known).exists():
        return UNCHANGED
    new_reading(vehicle, actor, **row)
    return CREATED


def _service(actor: Actor, _: Owners, row: dict[str, Any]) -> str:
    """Rule: a past service is known by its vehicle and its number elsewhere, else its day and title."""
    vehicle = _locked(row)
    day, title = row["done_on"], row["title"]
    reference = row.get("external_id") or f"{day} {title}"
    known = {"vehicle": vehicle, "reference": reference[:LONGEST_REFERENCE]}
    if PastService.objects.filter(**known).exists():
        return UNCHANGED
    location = Location.objects.get(pk=DEFAULT_LOCATION_ID)
    at = datetime.combine(day, MIDDAY, location.zone)
    project = enter_past_service(actor, vehicle, location, title, at)
    PastService.objects.create(project=project, **known)
    if "odometer" in row and not vehicle.readings.filter(read_at=at, value=row["odometer"]).exists():
        new_reading(vehicle, actor, row["odometer"], row.get("unit", Unit.KM), at)
    return CREATED


def _locked(row: dict[str, Any]) -> Vehicle:
    """The vehicle that a row names, which is taken out of the row. Raises InvalidField (400)."""
    vin, plate, country = (row.pop(name, "") for name in ("vin", "plate", "plate_country"))
    present = Vehicle.objects.present()
    if vin:
        found = present.filter(vin=vin)
    else:
        found = present.filter(plate_key=plate, **({"plate_country": country} if country else {}))
    field = "vin" if vin else "plate"
    ids = list(found.values_list("pk", flat=True)[:2])
    if len(ids) > 1:
        raise SEVERAL_VEHICLES(field="plate_country")
    try:
        return locked(present, ids[0] if ids else None)
    except NotFound:
        raise NO_SUCH_VEHICLE(field=field) from None


ENTER: dict[str, Callable[[Actor, Owners, dict[str, Any]], str]] = {
    Kind.VEHICLES: _vehicle,
    Kind.READINGS: _reading,
    Kind.SERVICES: _service,
}
