"""Bodies and query parameters of the waiting list."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from appointments.errors import RANGE_TOO_LONG
from appointments.local_time import days_later
from appointments.slot_serializers import LONGEST_RANGE_DAYS
from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import ClockField, CodeField, InstantField, IntegerField, LineField, TextField, UUIDField
from resources.fields import LocationIdField
from resources.locations import location_of
from resources.serializers import LocationFilters
from waitlist import examples
from waitlist.errors import BEFORE_STARTS_FROM, BEFORE_TIME_FROM, IN_PAST
from waitlist.models import Entry
from waitlist.statuses import EndReason, Status


class WaitlistEntrySerializer(ModelSerializer):
    """A vehicle that waits for a time to become free, and what is offered to it."""

    location_id = UUIDField(read_only=True)
    service_type = LineField(source="service_type.code", read_only=True)
    weekdays = serializers.ListField(
        child=IntegerField(), read_only=True, help_text="Empty: any; 0 is Monday."
    )
    time_from = ClockField(read_only=True, allow_null=True)
    time_to = ClockField(read_only=True, allow_null=True)
    time_zone = LineField(source="location.time_zone", read_only=True, help_text="The location's (IANA).")
    end_reason = serializers.ChoiceField(
        choices=[("", ""), *EndReason.choices], read_only=True, help_text="Empty unless it has ended."
    )
    start = InstantField(read_only=True, allow_null=True, help_text="Of what is offered, or null.")
    end = InstantField(read_only=True, allow_null=True, help_text="When the offered service would be over.")
    expires_at = InstantField(read_only=True, allow_null=True, help_text="Until when it is offered.")
    appointment_id = UUIDField(read_only=True, allow_null=True, help_text="What was booked, once it was.")

    class Meta:
        model = Entry
        fields = [
            "id", "customer_id", "vehicle_id", "location_id", "service_type", "starts_from", "starts_before",
            "weekdays", "time_from", "time_to", "time_zone", "notes", "status", "end_reason", "start", "end",
            "expires_at", "appointment_id", "created_at",
        ]  # fmt: skip
        read_only_fields = fields


class WaitlistFilters(LocationFilters):
    status = serializers.ChoiceField(choices=Status.choices, required=False)
    customer_id = UUIDField(required=False)
    vehicle_id = UUIDField(required=False)


@extend_schema_serializer(examples=[examples.JOIN])
class JoinWaitlistSerializer(Serializer):
    vehicle_id = UUIDField()
    service_type = CodeField(help_text="The code of a service type.")
    location_id = LocationIdField()
    starts_from = InstantField(help_text="The first start that would do, or any after it.")
    starts_before = InstantField(help_text="Starts are before this instant; at most 62 days later.")
    weekdays = serializers.ListField(
        child=IntegerField(min_value=0, max_value=6),
        required=False,
        max_length=7,
        help_text="On the location's clock, 0 is Monday; any if it is empty or left out.",
    )
    time_from = ClockField(required=False, help_text="The first hour that would do, on the location's clock.")
    time_to = ClockField(required=False, help_text="Starts are before this hour.")
    notes = TextField(required=False, allow_blank=True, max_length=2000)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if data["starts_before"] <= data["starts_from"]:
            raise BEFORE_STARTS_FROM(field="starts_before")
        if data["starts_before"] <= timezone.now():
            raise IN_PAST(field="starts_before")
        latest = days_later(data["starts_from"], LONGEST_RANGE_DAYS, location_of(data).zone)
        if data["starts_before"] > latest:
            raise RANGE_TOO_LONG(field="starts_before", days=LONGEST_RANGE_DAYS)
        if "time_from" in data and "time_to" in data and data["time_to"] <= data["time_from"]:
            raise BEFORE_TIME_FROM(field="time_to")
        return data


@extend_schema_serializer(examples=[examples.ACCEPT])
class AcceptOfferSerializer(Serializer):
    start = InstantField(help_text="The start that is offered: no other is booked.")
