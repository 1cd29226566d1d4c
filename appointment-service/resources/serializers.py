"""Bodies and query parameters of what an admin sets. Those of closures: the app `appointments`."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.errors import GIVEN_TWICE
from chassis.fields import (
    BooleanField,
    CodeField,
    CountryField,
    InstantField,
    IntegerField,
    LineField,
    MoneyField,
    TextField,
    UUIDField,
    ZoneField,
)
from resources import examples
from resources.errors import KIND_TWICE
from resources.fields import DocumentsField, LocationIdField
from resources.models import MOST_REMINDERS, Bay, Equipment, Location, Policy, ServiceType
from resources.opening_hours_serializers import OpeningPeriodSerializer, in_order

MINUTES_A_DAY = 24 * 60


class LocationSerializer(ModelSerializer):
    """A place with a clock, hours, bays, services and rules of its own."""

    time_zone = LineField(read_only=True, help_text="The zone of its clock (IANA).")

    class Meta:
        model = Location
        fields = [
            "id", "name", "time_zone", "address", "phone", "country", "region", "is_active", "created_at",
        ]  # fmt: skip
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.CHANGE_LOCATION])
class ChangeLocationSerializer(Serializer):
    name = LineField(max_length=100)
    time_zone = ZoneField(help_text="The zone of its clock (IANA).")
    address = TextField(
        required=False,
        allow_blank=True,
        max_length=500,
        help_text="Where customers come, in words; without any, to the address of the location's identity.",
    )
    phone = LineField(required=False, allow_blank=True, max_length=32)
    country = CountryField(
        required=False,
        allow_blank=True,
        help_text="Whose holidays are proposed: ISO 3166-1 alpha-2, such as DE.",
    )
    region = LineField(
        required=False,
        allow_blank=True,
        max_length=50,
        help_text="A region of the country with holidays of its own, by its code, such as BY.",
    )
    is_active = BooleanField(required=False, help_text="Whether it takes bookings.")


@extend_schema_serializer(examples=[examples.ADD_LOCATION])
class AddLocationSerializer(ChangeLocationSerializer):
    pass


class LocationFilters(Query):
    location_id = UUIDField(required=False)


class StretchFilters(LocationFilters):
    """Of what lasts from a start to an end: whatever touches a stretch of time."""

    starts_before = InstantField(required=False, source="start__lt")
    ends_after = InstantField(required=False, source="end__gt")


class LocationQuery(Query):
    location_id = LocationIdField()


class EquipmentNeedSerializer(Serializer):
    """So many units of a kind of equipment."""

    kind = CodeField()
    count = IntegerField(min_value=1, max_value=20)


class ServiceTypeSerializer(ModelSerializer):
    """What a location sells by appointment."""

    location_id = UUIDField(read_only=True)
    price = MoneyField("price_amount", "price_currency")
    equipment = DocumentsField(EquipmentNeedSerializer, "equipment")
    hours = DocumentsField(OpeningPeriodSerializer, "hours")

    class Meta:
        model = ServiceType
        fields = [
            "id", "location_id", "code", "name", "duration_minutes", "buffer_before_minutes",
            "buffer_minutes", "price", "required_skill", "bay_kind", "equipment", "hours", "is_active",
            "created_at",
        ]  # fmt: skip
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.CHANGE_SERVICE_TYPE])
class ChangeServiceTypeSerializer(Serializer):
    name = LineField(max_length=100)
    duration_minutes = IntegerField(min_value=1, max_value=MINUTES_A_DAY)
    buffer_before_minutes = IntegerField(
        min_value=0, max_value=MINUTES_A_DAY, required=False, help_text="Kept free before the service."
    )
    buffer_minutes = IntegerField(
        min_value=0, max_value=MINUTES_A_DAY, required=False, help_text="Kept free after the service."
    )
    price = MoneyField("price_amount", "price_currency")
    required_skill = CodeField(
        required=False,
        allow_blank=True,
        help_text="The code of a skill; empty for none.",
    )
    bay_kind = CodeField()
    equipment = EquipmentNeedSerializer(
        many=True, required=False, max_length=10, help_text="Units that it needs beside bay and technician."
    )
    hours = OpeningPeriodSerializer(
        many=True,
        required=False,
        max_length=50,
        help_text="When it is done, from start to end; none: whenever the location is open.",
    )
    is_active = BooleanField(required=False, help_text="Whether it can be booked.")

    def validate_hours(self, periods: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [
            {
                "weekday": period["weekday"],
                "opens": period["opens"].isoformat("minutes"),
                "closes": period["closes"].isoformat("minutes"),
            }
            for period in in_order(periods)
        ]

    def validate_equipment(self, needs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len({need["kind"] for need in needs}) < len(needs):
            raise KIND_TWICE()
        return [dict(need) for need in needs]


class AddServiceTypeSerializer(ChangeServiceTypeSerializer):
    code = CodeField(
        help_text="Small letters and digits, with single - or _ between them. It cannot be changed later."
    )
    location_id = LocationIdField()


class ServiceTypeFilters(LocationFilters):
    code = CodeField(required=False)
    is_active = BooleanField(required=False)


class BaySerializer(ModelSerializer):
    """A place where a vehicle stands while it is worked on."""

    location_id = UUIDField(read_only=True)

    class Meta:
        model = Bay
        fields = ["id", "location_id", "name", "kind", "is_active", "created_at"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.CHANGE_BAY])
class ChangeBaySerializer(Serializer):
    name = LineField(max_length=50)
    kind = CodeField(help_text="Services ask for a bay of their bay_kind.")
    is_active = BooleanField(required=False)


@extend_schema_serializer(examples=[examples.ADD_BAY])
class AddBaySerializer(ChangeBaySerializer):
    location_id = LocationIdField()


class EquipmentSerializer(ModelSerializer):
    """A unit of what is used for a service; three of a kind are three of these."""

    location_id = UUIDField(read_only=True)

    class Meta:
        model = Equipment
        fields = ["id", "location_id", "name", "kind", "is_active", "created_at"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.CHANGE_EQUIPMENT])
class ChangeEquipmentSerializer(Serializer):
    name = LineField(max_length=50)
    kind = CodeField(help_text="Services ask for so many units of a kind.")
    is_active = BooleanField(required=False)


@extend_schema_serializer(examples=[examples.ADD_EQUIPMENT])
class AddEquipmentSerializer(ChangeEquipmentSerializer):
    location_id = LocationIdField()


class PolicySerializer(ModelSerializer):
    """The rules of booking."""

    reminder_minutes = serializers.ListField(
        child=IntegerField(), read_only=True, help_text="How long before the start customers are reminded."
    )

    class Meta:
        model = Policy
        fields = [
            "lead_minutes", "horizon_days", "max_open_per_customer", "max_per_day_per_customer",
            "cancel_deadline_minutes", "slot_step_minutes", "reminder_minutes", "allow_vehicle_overlap",
            "deposit_percent",
        ]  # fmt: skip
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.CHANGE_POLICY])
class ChangePolicySerializer(Serializer):
    lead_minutes = IntegerField(
        min_value=0, max_value=366 * MINUTES_A_DAY, help_text="The shortest notice for a booking."
    )
    horizon_days = IntegerField(
        min_value=0, max_value=732, help_text="How many days ahead a booking can be made."
    )
    max_open_per_customer = IntegerField(
        min_value=0,
        max_value=1000,
        help_text="How many open appointments and holds a customer may have, at all locations together.",
    )
    max_per_day_per_customer = IntegerField(
        min_value=1,
        max_value=1000,
        allow_null=True,
        help_text="How many of them may start on one day; null for any number.",
    )
    cancel_deadline_minutes = IntegerField(
        min_value=0,
        max_value=366 * MINUTES_A_DAY,
        help_text="The shortest notice for a customer's cancellation.",
    )
    slot_step_minutes = IntegerField(
        min_value=5, max_value=MINUTES_A_DAY, help_text="How far apart starts are, counted from opening."
    )
    reminder_minutes = serializers.ListField(
        child=IntegerField(min_value=15, max_value=30 * MINUTES_A_DAY),
        max_length=MOST_REMINDERS,
        help_text="How long before the start customers are reminded; an empty list means never.",
    )

    allow_vehicle_overlap = BooleanField(
        help_text="Whether a vehicle may be in two appointments at once, of what is booked from now on."
    )
    deposit_percent = IntegerField(
        min_value=0,
        max_value=100,
        help_text="What part of the price of a booking is to be received before it can be confirmed; 0 for "
        "no deposit. Bookings keep the deposit that they were made with.",
    )

    def validate_reminder_minutes(self, minutes: list[int]) -> list[int]:
        if len(set(minutes)) < len(minutes):
            raise GIVEN_TWICE()
        return sorted(minutes, reverse=True)
