"""Bodies and query parameters of time off."""

from datetime import timedelta
from typing import Any

from rest_framework import serializers

from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.fields import InstantField, TextField, UUIDField
from employees.errors import NOT_AFTER_START, TOO_LONG
from employees.models import TimeOff
from employees.statuses import TimeOffStatus

# Three years, as parental leave may last.
LONGEST_TIME_OFF = timedelta(days=3 * 366)


class TimeOffSerializer(ModelSerializer):
    """When an employee is away. It counts, in slots too, while its status is `approved`."""

    employee_id = UUIDField(read_only=True)

    class Meta:
        model = TimeOff
        fields = [
            "id", "employee_id", "start", "end", "note", "status", "requested_by", "decided_by", "decided_at",
            "reason", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class RequestTimeOffSerializer(Serializer):
    start = InstantField(help_text="From when on; for whole days the midnight of the first one.")
    end = InstantField(help_text="Until when; for whole days the midnight that ends the last one.")
    note = TextField(
        max_length=500,
        required=False,
        allow_blank=True,
        help_text="For whoever decides; no colleague sees it.",
    )

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if data["end"] <= data["start"]:
            raise NOT_AFTER_START(field="end")
        if data["end"] - data["start"] > LONGEST_TIME_OFF:
            raise TOO_LONG(field="end", days=LONGEST_TIME_OFF.days)
        return data


class RejectTimeOffSerializer(Serializer):
    reason = TextField(max_length=500, required=False, allow_blank=True, help_text="For the one who asked.")


class TimeOffFilters(Query):
    status = serializers.ChoiceField(TimeOffStatus.choices, required=False)


class TimeOffOfEmployeeFilters(TimeOffFilters):
    starts_before = InstantField(required=False, source="start__lt")
    ends_after = InstantField(required=False, source="end__gt", help_text="What is not over at this instant.")
