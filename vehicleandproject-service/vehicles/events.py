"""The news of vehicles. Payloads: contracts/events/vehicle.*.json."""

from typing import Any
from uuid import UUID

from chassis.events import emit
from chassis.events.event import Changes
from vehicles.models import OdometerReading, Vehicle


def vehicle_registered(vehicle: Vehicle) -> None:
    emit("vehicle.registered.v1", subject=vehicle.id, data=_payload(vehicle))


def vehicle_changed(vehicle: Vehicle, changes: Changes) -> None:
    emit("vehicle.changed.v1", subject=vehicle.id, data=_payload(vehicle), changes=changes)


def vehicle_removed(vehicle: Vehicle) -> None:
    emit("vehicle.removed.v1", subject=vehicle.id, data=_payload(vehicle))


def odometer_read(vehicle: Vehicle, reading: OdometerReading) -> None:
    """Tell of the newest reading."""
    data = {
        "vehicle_id": str(vehicle.id),
        "owner_id": str(vehicle.owner_id),
        "value": reading.value,
        "unit": reading.unit,
        "km": reading.km,
        "distance_km": reading.distance_km,
        "read_at": reading.read_at,
        "exchanged": reading.exchanged,
    }
    emit("vehicle.odometer_read.v1", subject=vehicle.id, data=data)


def vehicle_transferred(vehicle: Vehicle, previous_owner_id: UUID, changes: Changes) -> None:
    data = {**_payload(vehicle), "previous_owner_id": str(previous_owner_id)}
    emit("vehicle.transferred.v1", subject=vehicle.id, data=data, changes=changes)


def _payload(vehicle: Vehicle) -> dict[str, Any]:
    return {
        "vehicle_id": str(vehicle.id),
        "owner_id": str(vehicle.owner_id),
        "make": vehicle.make,
        "model": vehicle.model,
        "year": vehicle.year,
        "plate": vehicle.plate,
        "plate_country": vehicle.plate_country,
    }
