"""What instruments read, and how far a vehicle has come in all."""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from vehicles.models import OdometerReading, Unit, Vehicle

KILOMETRES = {Unit.KM: Decimal(1), Unit.MI: Decimal("1.609344")}
LARGEST = 9_999_999


def in_kilometres(value: int, unit: str) -> int:
    """A reading in whole kilometres, half up. The international mile has 1.609344 of them."""
    return int((value * KILOMETRES[Unit(unit)]).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True)
class Around:
    """The readings before and after an instant, without those that are void."""

    before: OdometerReading | None
    after: OdometerReading | None

    @property
    def least(self) -> int:
        return self.before.distance_km if self.before else 0


def readings_around(vehicle: Vehicle, instant: datetime) -> Around:
    readings = vehicle.readings.filter(voided_at__isnull=True)
    before = readings.filter(read_at__lte=instant).order_by("-read_at", "-id").first()
    after = readings.filter(read_at__gt=instant).order_by("read_at", "id").first()
    return Around(before, after)


def distance_at(km: int, before: OdometerReading | None) -> int:
    """How far the vehicle had come when its instrument read this, given the reading before it."""
    return km if before is None else before.distance_km + km - before.km
