from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.fields import BooleanField, CountryField, IntegerField, LineField, UUIDField
from vehicles import examples, plates, vin
from vehicles.errors import NO_PLATE, PLATE_TOO_LONG, VIN_FORM, YEAR_TOO_LATE
from vehicles.models import Vehicle

EARLIEST_YEAR = 1885
LONGEST_PLATE = 15


class VinField(LineField):
    """A VIN in capitals, without the spaces that people group it by."""

    def to_internal_value(self, data: Any) -> str:
        return "".join(super().to_internal_value(data).upper().split())


def well_formed(text: str) -> str:
    if text and not vin.is_well_formed(text):
        raise VIN_FORM()
    return text


class PlateKeyField(LineField):
    """A plate to look for, in any writing."""

    def to_internal_value(self, data: Any) -> str:
        return plates.key(super().to_internal_value(data))


@extend_schema_serializer(examples=[examples.STORED])
class VehicleSerializer(ModelSerializer):
    """A vehicle as its owner and the staff see it."""

    class Meta:
        model = Vehicle
        fields = [
            "id", "owner_id", "make", "model", "year", "vin", "vin_check_reason", "plate", "plate_country",
            "color", "odometer_km", "distance_km", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.CHANGE])
class ChangeVehicleSerializer(Serializer):
    make = LineField(max_length=50)
    model = LineField(max_length=50)
    year = IntegerField(min_value=EARLIEST_YEAR)
    vin = VinField(
        max_length=17, required=False, allow_blank=True, help_text="17 characters (ISO 3779); no I, O or Q."
    )
    plate = LineField(
        max_length=LONGEST_PLATE,
        required=False,
        allow_blank=True,
        help_text="Empty if there is none.",
    )
    plate_country = CountryField(required=False, allow_blank=True)
    color = LineField(max_length=30, required=False, allow_blank=True)
    odometer_km = IntegerField(min_value=0, max_value=9_999_999, required=False)
    vin_check_waived = BooleanField(
        default=False,
        help_text="Accept a VIN whose check digit is wrong: outside North America makers may leave it out.",
    )
    vin_check_reason = LineField(
        max_length=200,
        required=False,
        allow_blank=True,
        help_text="Why such a VIN is right, as seen in its papers; does as `vin_check_waived`, and is kept.",
    )

    def validate_year(self, year: int) -> int:
        latest = timezone.now().year + 1
        if year > latest:
            raise YEAR_TOO_LATE(latest=latest)
        return year

    def validate_vin(self, text: str) -> str:
        return well_formed(text)

    def validate_plate(self, text: str) -> str:
        plate = plates.shown(text)
        if len(plate) > LONGEST_PLATE:  # Some letters have longer capitals: ß becomes SS.
            raise PLATE_TOO_LONG(longest=LONGEST_PLATE)
        if plate and not plates.key(plate):
            raise NO_PLATE()
        return plate


@extend_schema_serializer(examples=[examples.REGISTER])
class RegisterVehicleSerializer(ChangeVehicleSerializer):
    owner_id = UUIDField(
        required=False, help_text="The customer it belongs to; staff give it, a customer's own is theirs."
    )


class VinQuery(Query):
    vin = VinField(max_length=17, help_text="17 characters (ISO 3779); no I, O or Q.")

    def validate_vin(self, text: str) -> str:
        return well_formed(text)


class DecodedVinSerializer(Serializer):
    """What a VIN says by itself. What it does not say is empty, null or not certain."""

    vin = LineField(read_only=True)
    make = LineField(read_only=True)
    region = LineField(read_only=True)
    country = LineField(read_only=True)
    model_year = IntegerField(read_only=True, allow_null=True, help_text="Null where it is not certain.")
    model_years = serializers.ListField(
        child=IntegerField(), read_only=True, help_text="Those that its code stands for, newest first."
    )
    plant_code = LineField(read_only=True)
    check_digit_is_right = BooleanField(read_only=True, help_text="Required in North America alone.")


class VehicleFilters(Query):
    owner_id = UUIDField(required=False)
    make = LineField(required=False, max_length=50, source="make__iexact")
    plate = PlateKeyField(required=False, source="plate_key", help_text="However it is spaced.")
    plate_country = CountryField(required=False)
