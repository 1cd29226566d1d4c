from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from chassis.serializers import ModelSerializer, Serializer
from timekeeping.models import TimeLog, TimeSegment

LONGEST_ENTRY = timedelta(hours=24)


class TimeLogSerializer(ModelSerializer):
    """Work on a task."""

    employee_id = serializers.UUIDField(read_only=True)
    duration_seconds = serializers.IntegerField(
        read_only=True, help_text="The sum of the segments that ended; one that goes on is not in it yet."
    )

    class Meta:
        model = TimeLog
        fields = [
            "id", "employee_id", "task_id", "task_title", "project_id", "status", "source", "note",
            "started_at", "stopped_at", "duration_seconds", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class TimeSegmentSerializer(ModelSerializer):
    """An unbroken stretch of work; `ended_at` is null while it goes on."""

    class Meta:
        model = TimeSegment
        fields = ["started_at", "ended_at"]
        read_only_fields = fields


class TimeLogWithSegmentsSerializer(TimeLogSerializer):
    """Work on a task, with every stretch of it."""

    segments = TimeSegmentSerializer(many=True, read_only=True)

    class Meta(TimeLogSerializer.Meta):
        fields = [*TimeLogSerializer.Meta.fields, "segments"]
        read_only_fields = fields


class TimeLogFilters(Serializer):
    employee_id = serializers.UUIDField(required=False)
    task_id = serializers.UUIDField(required=False)
    project_id = serializers.UUIDField(required=False)
    status = serializers.ChoiceField(TimeLog.Status.choices, required=False)
    started_from = serializers.DateTimeField(
        required=False, source="started_at__gte", help_text="Started at this instant or later."
    )
    started_before = serializers.DateTimeField(required=False, source="started_at__lt")


class StartTimerSerializer(Serializer):
    task_id = serializers.UUIDField(help_text="A task that is assigned to you.")


class EnterTimeSerializer(StartTimerSerializer):
    started_at = serializers.DateTimeField()
    stopped_at = serializers.DateTimeField(help_text="At most 24 hours later, and not in the future.")
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)

    def validate_stopped_at(self, instant: datetime) -> datetime:
        if instant > timezone.now():
            raise serializers.ValidationError("Time is logged after it was worked.", code="in_future")
        return instant

    def validate(self, entry: dict[str, Any]) -> dict[str, Any]:
        lasted = entry["stopped_at"] - entry["started_at"]
        if lasted <= timedelta():
            raise _invalid_stop("not_after_start", "The stop must be later than the start.")
        if lasted > LONGEST_ENTRY:
            raise _invalid_stop("too_long", "One entry holds at most 24 hours.")
        return entry


def _invalid_stop(code: str, message: str) -> serializers.ValidationError:
    return serializers.ValidationError({"stopped_at": ErrorDetail(message, code=code)})
