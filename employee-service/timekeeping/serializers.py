from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from rest_framework import serializers

from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.fields import InstantField, IntegerField, LineField, TextField, UUIDField, not_in_future
from timekeeping.errors import IN_FUTURE, NOT_AFTER_START, NOTHING_TO_CORRECT, TOO_LONG
from timekeeping.models import Correction, SupersededSegment, TimeLog, TimeSegment
from timekeeping.statuses import EndedBy, Status

SHORTEST_ENTRY = timedelta(seconds=1)
LONGEST_ENTRY = timedelta(hours=24)
MOST_SEGMENTS = 50


class TimeLogSerializer(ModelSerializer):
    """Work on a task."""

    employee_id = UUIDField(read_only=True)
    duration_seconds = IntegerField(
        read_only=True, help_text="The sum of the segments that ended; one that goes on is not in it yet."
    )

    ended_by = serializers.ChoiceField(
        [("", ""), *EndedBy.choices],
        read_only=True,
        help_text="Why the platform ended a timer that nobody stopped; else empty.",
    )

    class Meta:
        model = TimeLog
        fields = [
            "id", "employee_id", "task_id", "task_title", "project_id", "status", "source", "note",
            "started_at", "stopped_at", "duration_seconds", "ended_by", "created_at", "updated_at",
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


class TimeLogFilters(Query):
    employee_id = UUIDField(required=False)
    task_id = UUIDField(required=False)
    project_id = UUIDField(required=False)
    status = serializers.ChoiceField(Status.choices, required=False)
    started_from = InstantField(
        required=False, source="started_at__gte", help_text="Started at this instant or later."
    )
    started_before = InstantField(required=False, source="started_at__lt")


class StartTimerSerializer(Serializer):
    task_id = UUIDField(help_text="A task that is assigned to you.")


class EnterTimeSerializer(StartTimerSerializer):
    started_at = InstantField()
    stopped_at = InstantField(
        help_text="At most 24 hours later, and not in the future; up to a minute ahead is now."
    )
    note = TextField(max_length=500, required=False, allow_blank=True)

    def validate_stopped_at(self, instant: datetime) -> datetime:
        return past(instant)

    def validate(self, entry: dict[str, Any]) -> dict[str, Any]:
        check_length(entry["started_at"], entry["stopped_at"], field="stopped_at")
        return entry


class CorrectedSegmentSerializer(Serializer):
    started_at = InstantField()
    ended_at = InstantField(
        help_text="At most 24 hours later, and not in the future; up to a minute ahead is now."
    )

    def validate_ended_at(self, instant: datetime) -> datetime:
        return past(instant)

    def validate(self, segment: dict[str, Any]) -> dict[str, Any]:
        check_length(segment["started_at"], segment["ended_at"], field="ended_at")
        return segment


class CorrectTimeLogSerializer(Serializer):
    segments = CorrectedSegmentSerializer(
        many=True,
        required=False,
        allow_empty=False,
        max_length=MOST_SEGMENTS,
        help_text="All stretches of work that there were; left out, they stay as they are.",
    )
    task_id = UUIDField(required=False, help_text="Left out, it stays as it is.")
    reason = LineField(max_length=500, help_text="Kept with what the log was before.")

    def validate(self, correction: dict[str, Any]) -> dict[str, Any]:
        if not correction.keys() & {"segments", "task_id"}:
            raise NOTHING_TO_CORRECT(field="segments")
        if "segments" in correction:
            correction["segments"].sort(key=lambda segment: segment["started_at"])
        return correction


class SupersededSegmentSerializer(ModelSerializer):
    """A stretch that a correction replaced."""

    class Meta:
        model = SupersededSegment
        fields = ["started_at", "ended_at"]
        read_only_fields = fields


class CorrectionSerializer(ModelSerializer):
    """What a log was before it was corrected, and who corrected it, when and why."""

    segments = SupersededSegmentSerializer(many=True, read_only=True)

    class Meta:
        model = Correction
        fields = [
            "id", "corrected_by", "reason", "task_id", "task_title", "project_id", "duration_seconds",
            "segments", "created_at",
        ]  # fmt: skip
        read_only_fields = fields


def past(instant: datetime) -> datetime:
    """Rule: a clock that is fast is forgiven, and logs nothing ahead, where a timer may start."""
    return min(not_in_future(instant, IN_FUTURE), timezone.now())


def check_length(start: datetime, end: datetime, *, field: str) -> None:
    if end - start < SHORTEST_ENTRY:
        raise NOT_AFTER_START(field=field)
    if end - start > LONGEST_ENTRY:
        raise TOO_LONG(field=field)
