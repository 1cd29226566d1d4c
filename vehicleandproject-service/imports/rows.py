"""What a row of a file must hold: the bodies of the API, and by what a vehicle is known."""

from datetime import date
from typing import Any

from django.utils import timezone
from rest_framework import serializers

from chassis.api.serializers import Serializer
from chassis.errors import IN_FUTURE
from chassis.fields import CountryField, DateField, InstantField, IntegerField, LineField, UUIDField
from imports.errors import VIN_OR_PLATE
from imports.models import Kind
from imports.sheets import Columns
from vehicles.models import Unit
from vehicles.odometer import LARGEST
from vehicles.odometer_serializers import RecordReadingSerializer
from vehicles.serializers import PlateKeyField, RegisterVehicleSerializer, VinField


class Row(Serializer):
    """Cells are text, in which a field finds its number or its truth."""

    reads_text = True

    def validate(self, row: dict[str, Any]) -> dict[str, Any]:
        if not row.get("vin") and not row.get("plate"):
            raise VIN_OR_PLATE(field="vin")
        return row


class VehicleRow(Row, RegisterVehicleSerializer):
    owner_id = UUIDField()


class OfVehicleRow(Row):
    """A row that belongs to a vehicle which is here already."""

    vin = VinField(max_length=17, required=False)
    plate = PlateKeyField(max_length=30, required=False)
    plate_country = CountryField(required=False)


class ReadingRow(OfVehicleRow, RecordReadingSerializer):
    # Without it the same file would be read at another instant each time.
    read_at = InstantField()


class ServiceRow(OfVehicleRow):
    done_on = DateField()
    title = LineField(max_length=200)
    external_id = LineField(max_length=100, required=False)
    odometer = IntegerField(min_value=0, max_value=LARGEST, required=False)
    unit = serializers.ChoiceField(Unit.choices, default=Unit.KM)

    def validate_done_on(self, day: date) -> date:
        if day > timezone.now().date():
            raise IN_FUTURE()
        return day


ROWS: dict[str, type[Row]] = {
    Kind.VEHICLES: VehicleRow,
    Kind.READINGS: ReadingRow,
    Kind.SERVICES: ServiceRow,
}


def columns_of(kind: str) -> Columns:
    fields = ROWS[kind]().fields
    return Columns(
        required=[name for name, field in fields.items() if field.required],
        optional=[name for name, field in fields.items() if not field.required],
    )
