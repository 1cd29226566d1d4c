"""Bodies and query parameters of appointments. Those of the workshop's calendar: workshop_serializers.py."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from appointments.local_time import Span, first_moment, zone_names
from appointments.models import Appointment
from appointments.slots import Reason
from appointments.statuses import Status
from chassis.serializers import ModelSerializer, Serializer

LONGEST_RANGE = timedelta(days=62)
USUAL_RANGE = timedelta(days=7)
YEARS = range(2000, 2200)


class InstantField(serializers.DateTimeField):
    """An instant that says its offset. Without one we would have to guess whose clock is meant."""

    def enforce_timezone(self, value: datetime) -> datetime:
        if timezone.is_naive(value):
            message = "Say the offset from UTC, as in 2026-11-22T09:30:00Z."
            raise serializers.ValidationError(message, code="no_offset")
        return super().enforce_timezone(value)

    def to_internal_value(self, value: Any) -> datetime:
        instant: datetime = super().to_internal_value(value)
        if instant.year not in YEARS:
            raise serializers.ValidationError("That is no year we deal with.", code="out_of_range")
        return instant.astimezone(UTC)


class BaySummarySerializer(Serializer):
    id = serializers.UUIDField()
    name = serializers.CharField()


class AppointmentSerializer(ModelSerializer):
    """An appointment as its customer and the staff see it. `end` is when the service itself is over."""

    service_type = serializers.CharField(source="service_type.code", read_only=True)
    bay = BaySummarySerializer(read_only=True)
    employee_id = serializers.UUIDField(read_only=True, help_text="The technician.")
    project_id = serializers.UUIDField(
        read_only=True, allow_null=True, help_text="The work order; it appears after check-in."
    )
    time_zone = serializers.CharField(read_only=True, help_text="The workshop's zone (IANA).")

    class Meta:
        model = Appointment
        fields = [
            "id", "customer_id", "vehicle_id", "service_type", "start", "end", "time_zone", "status", "bay",
            "employee_id", "project_id", "notes", "created_at",
        ]  # fmt: skip
        read_only_fields = fields


class AppointmentFilters(Serializer):
    status = serializers.ChoiceField(choices=Status.choices, required=False)
    customer_id = serializers.UUIDField(required=False)
    vehicle_id = serializers.UUIDField(required=False)
    employee_id = serializers.UUIDField(required=False)
    starts_from = InstantField(required=False, source="start__gte", help_text="This instant or later.")
    starts_before = InstantField(required=False, source="start__lt", help_text="Before this instant.")


class BookSerializer(Serializer):
    vehicle_id = serializers.UUIDField()
    service_type = serializers.CharField(max_length=50, help_text="The code of a service type.")
    start = InstantField(help_text="The start of a slot.")
    hold_id = serializers.UUIDField(required=False, help_text="A hold of yours for this service and start.")
    notes = serializers.CharField(required=False, allow_blank=True, max_length=2000)


class ChangeAppointmentSerializer(Serializer):
    notes = serializers.CharField(allow_blank=True, max_length=2000)


class RescheduleSerializer(Serializer):
    start = InstantField(help_text="The start of a slot.")
    reason = serializers.CharField(required=False, allow_blank=True, max_length=500)


class CancelSerializer(Serializer):
    reason = serializers.CharField(
        required=False, allow_blank=True, max_length=500, help_text="Staff must give one."
    )


class CheckInSerializer(Serializer):
    override_reason = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=500,
        help_text="Lets an admin check in on another day than the appointment's; it is kept in the history.",
    )


class AssignSerializer(Serializer):
    employee_id = serializers.UUIDField()


class TransitionSerializer(Serializer):
    """A line of an appointment's history; `from` is null for the booking, and equals `to` for a new time."""

    from_ = serializers.ChoiceField(choices=Status.choices, source="from_status", allow_null=True)
    to = serializers.ChoiceField(choices=Status.choices, source="to_status")
    actor_id = serializers.UUIDField()
    reason = serializers.CharField()
    start = serializers.DateTimeField(help_text="When the appointment was to start from then on.")
    at = serializers.DateTimeField()


class HoldSerializer(Serializer):
    service_type = serializers.CharField(max_length=50, help_text="The code of a service type.")
    start = InstantField(help_text="The start of a slot.")


class HeldSerializer(Serializer):
    id = serializers.UUIDField()
    expires_at = serializers.DateTimeField()


class SlotSerializer(Serializer):
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    service_type = serializers.CharField()
    capacity_left = serializers.IntegerField(help_text="How many could still be booked at this start.")


class DayReasonsSerializer(Serializer):
    date = serializers.DateField(help_text="On the workshop's clock.")
    codes = serializers.ListField(
        child=serializers.ChoiceField(choices=[(reason.value, reason.name) for reason in Reason])
    )


class SlotsSerializer(Serializer):
    """The slots, in order. `reasons`, for days without any, comes with explain=1."""

    results = SlotSerializer(many=True)
    reasons = DayReasonsSerializer(many=True, required=False)


@extend_schema_field(
    {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}
)
class MomentField(serializers.Field):
    """A date on a clock that another parameter names, or an instant with its offset."""

    default_error_messages = {
        "invalid": "Give a date (2026-11-22) or an instant with its offset (2026-11-22T09:30:00Z).",
        "out_of_range": "That is no year we deal with.",
    }

    def to_internal_value(self, data: Any) -> date | datetime:
        moment = self._parsed(str(data))
        if moment is None or (isinstance(moment, datetime) and timezone.is_naive(moment)):
            self.fail("invalid")
        if moment.year not in YEARS:
            self.fail("out_of_range")
        return moment

    def to_representation(self, value: Any) -> Any:
        return value

    def _parsed(self, text: str) -> date | datetime | None:
        try:
            return parse_date(text) if len(text) == 10 else parse_datetime(text)
        except ValueError:
            return None


class SlotsQuery(Serializer):
    service_type = serializers.CharField(max_length=50, help_text="The code of a service type.")
    from_ = MomentField(required=False, help_text="The first date, or an instant. Today if it is left out.")
    to = MomentField(
        required=False,
        help_text="The last date, or the instant before which slots start. A week after `from` if it is left "
        "out; at most 62 days.",
    )
    time_zone = serializers.CharField(
        required=False,
        max_length=64,
        help_text="On whose clock dates are meant (IANA). The workshop's if left out.",
    )
    explain = serializers.BooleanField(required=False, help_text="Say why days without slots have none.")

    def validate_time_zone(self, name: str) -> str:
        if name not in zone_names():
            raise serializers.ValidationError("There is no such zone.", code="unknown_zone")
        return name

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        zone = ZoneInfo(given.get("time_zone", settings.WORKSHOP_TIME_ZONE))
        begin = given.get("from") or timezone.now().astimezone(zone).date()
        start = begin if isinstance(begin, datetime) else first_moment(begin, time.min, zone)
        last = given.get("to")
        if last is None:
            end = start + USUAL_RANGE
        elif isinstance(last, datetime):
            end = last
        else:
            end = first_moment(last + timedelta(days=1), time.min, zone)
        if end <= start:
            raise serializers.ValidationError({"to": ["`to` comes after `from`."]}, code="before_from")
        # An hour more, because 62 days in which the clock is put back are as long.
        if end - start > LONGEST_RANGE + timedelta(hours=1):
            raise serializers.ValidationError({"to": ["Ask for 62 days at most."]}, code="range_too_long")
        given["asked"] = Span(start.astimezone(UTC), end.astimezone(UTC))
        return given
