"""Bodies and query parameters of series."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from appointments.slot_serializers import SlotSerializer, VisitSerializer
from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import (
    ClockField,
    DateField,
    InstantField,
    IntegerField,
    LineField,
    TextField,
    UUIDField,
)
from resources.fields import DocumentsField, LocationIdField
from resources.serializers import LocationFilters
from series import examples
from series.errors import NO_END, TWO_ENDS
from series.models import Series, SeriesDate
from series.recurrence import MOST_DATES
from series.statuses import Frequency, Outcome

LARGEST_INTERVAL = 366
REFUSED = {"help_text": "What it was refused with, as a booking is; empty if it was not."}
FROM = {"required": False, "help_text": "This date of the series and those that follow; all if left out."}


class SeriesDateSerializer(ModelSerializer):
    """One date of a series: booked, refused, called off, or planned because it lies beyond the horizon."""

    appointment_id = UUIDField(read_only=True, allow_null=True)
    code = LineField(read_only=True, **REFUSED)
    detail = LineField(read_only=True)
    reason = LineField(read_only=True, help_text="Of `not_a_slot` why; otherwise empty.")
    alternatives = DocumentsField(
        SlotSerializer, "alternatives", help_text="The next starts that could be booked then."
    )

    class Meta:
        model = SeriesDate
        fields = [
            "date", "start", "status", "appointment_id", "code", "detail", "reason", "alternatives",
        ]  # fmt: skip
        read_only_fields = fields


class SeriesSummarySerializer(ModelSerializer):
    """A vehicle that comes for a service again and again."""

    location_id = UUIDField(read_only=True)
    service_type = LineField(source="service_type.code", read_only=True, help_text="The first service.")
    services = serializers.ListField(child=LineField(), read_only=True, help_text="The codes of all.")
    time_zone = LineField(source="location.time_zone", read_only=True, help_text="The location's (IANA).")
    starts_at = ClockField(read_only=True)
    exceptions = serializers.ListField(child=DateField(), read_only=True)

    class Meta:
        model = Series
        fields = [
            "id", "customer_id", "made_by", "vehicle_id", "location_id", "service_type", "services",
            "at_once", "notes",
            "time_zone", "starts_on", "starts_at", "frequency", "interval", "until", "count", "exceptions",
            "created_at",
        ]  # fmt: skip
        read_only_fields = fields


class SeriesSerializer(SeriesSummarySerializer):
    """A series with its dates, in order."""

    dates = SeriesDateSerializer(many=True, read_only=True)

    class Meta(SeriesSummarySerializer.Meta):
        fields = [*SeriesSummarySerializer.Meta.fields, "dates"]
        read_only_fields = fields


class SeriesFilters(LocationFilters):
    customer_id = UUIDField(required=False)
    vehicle_id = UUIDField(required=False)


@extend_schema_serializer(examples=[examples.MAKE])
class MakeSeriesSerializer(VisitSerializer):
    """In the words of RFC 5545. It ends with the date `until`, or after so many dates."""

    vehicle_id = UUIDField()
    start = InstantField(help_text="The first start; the location's clock reads the same at all others.")
    location_id = LocationIdField()
    frequency = serializers.ChoiceField(choices=Frequency.choices)
    interval = IntegerField(
        required=False, min_value=1, max_value=LARGEST_INTERVAL, help_text="Every so many; 1 if left out."
    )
    until = DateField(required=False, help_text="The last date that it may have; at most two years ahead.")
    count = IntegerField(
        required=False, min_value=1, max_value=MOST_DATES, help_text="How many dates, exceptions included."
    )
    exceptions = serializers.ListField(
        child=DateField(), required=False, max_length=MOST_DATES, help_text="Dates that are left out."
    )
    notes = TextField(required=False, allow_blank=True, max_length=2000)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        super().validate(data)
        if "until" in data and "count" in data:
            raise TWO_ENDS(field="count")
        if "until" not in data and "count" not in data:
            raise NO_END(field="until")
        return data


@extend_schema_serializer(examples=[examples.CHANGE])
class ChangeSeriesSerializer(Serializer):
    starts_at = ClockField(help_text="What the location's clock reads when each begins.")
    from_ = DateField(**FROM)


@extend_schema_serializer(examples=[examples.CANCEL])
class CancelSeriesSerializer(Serializer):
    reason = LineField(required=False, allow_blank=True, max_length=500, help_text="Staff must give one.")
    from_ = DateField(**FROM)


class DateOutcomeSerializer(SeriesDateSerializer):
    """What became of a date; `left` is what was moved, cancelled or done by itself."""

    outcome = serializers.ChoiceField(choices=Outcome.choices, read_only=True)

    class Meta(SeriesDateSerializer.Meta):
        fields = ["outcome", *SeriesDateSerializer.Meta.fields]
        read_only_fields = fields


class SeriesResultsSerializer(Serializer):
    """Each date that was to come, in order. One that is refused stays as it was."""

    results = DateOutcomeSerializer(many=True)
