from datetime import datetime, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models

from chassis.models import BaseModel
from employees.models import Employee
from timekeeping.statuses import EndedBy, Status


class TimeLogQuerySet(models.QuerySet["TimeLog"]):
    def running(self) -> "TimeLogQuerySet":
        return self.filter(status=Status.RUNNING)

    def unfinished(self) -> "TimeLogQuerySet":
        return self.exclude(status=Status.STOPPED)


class TimeLog(BaseModel):
    """An employee's work on a task, timed or entered by hand. Its time is the sum of its segments.

    `duration_seconds` holds that sum, of the segments that ended, so that lists need not add it up.
    `ended_by` is empty unless the platform ended it.
    """

    class Source(models.TextChoices):
        TIMER = "timer"
        MANUAL = "manual"

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="time_logs")
    task_id = models.UUIDField()
    task_title = models.CharField(max_length=200, blank=True)
    project_id = models.UUIDField()
    status = models.CharField(max_length=10, choices=Status)
    source = models.CharField(max_length=10, choices=Source)
    note = models.CharField(max_length=500, blank=True)
    started_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    duration_seconds = models.PositiveIntegerField(default=0)
    ended_by = models.CharField(max_length=20, choices=EndedBy, blank=True)

    objects = TimeLogQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employee"], condition=models.Q(status=Status.RUNNING), name="unique_running_timer"
            ),
            models.CheckConstraint(
                condition=models.Q(status=Status.STOPPED, stopped_at__isnull=False)
                | (~models.Q(status=Status.STOPPED) & models.Q(stopped_at__isnull=True)),
                name="what_is_stopped_has_its_instant",
            ),
        ]
        indexes = [
            models.Index(fields=["employee", "-id"], name="time_logs_of_an_employee"),
            models.Index(fields=["task_id"], name="time_logs_of_a_task"),
            models.Index(fields=["project_id", "-id"], name="time_logs_of_a_project"),
            models.Index(fields=["status", "-id"], name="time_logs_in_a_status"),
            models.Index(fields=["started_at", "id"], name="time_logs_by_start"),
            models.Index(fields=["duration_seconds", "id"], name="time_logs_by_duration"),
            models.Index(fields=["employee", "started_at", "id"], name="own_time_logs_by_start"),
        ]

    def open_segment(self, start: datetime) -> None:
        self.segments.create(employee_id=self.employee_id, started_at=start)

    def close_segment(self, end: datetime) -> None:
        """End the open segment, if there is one, and add the segments up."""
        for segment in self.segments.filter(ended_at__isnull=True):
            # Clocks of two machines differ by milliseconds; time never runs backwards.
            segment.ended_at = max(end, segment.started_at)
            segment.save()
        self.add_up()

    def stop(self, instant: datetime) -> None:
        """End it for good, and not before its last segment."""
        self.close_segment(instant)
        last = self.segments.aggregate(last=models.Max("ended_at"))["last"]
        self.stopped_at = max(instant, self.started_at, last)

    def stretches(self) -> list[tuple[datetime, datetime]]:
        """From when to when its segments lasted that ended, in their order."""
        return [(one.started_at, one.ended_at) for one in self.segments.all() if one.ended_at is not None]

    def replace_segments(self, stretches: list[tuple[datetime, datetime]]) -> None:
        """Let these be all the work there was, in the order of their starts."""
        self.segments.all().delete()
        for start, end in stretches:
            self.segments.create(employee_id=self.employee_id, started_at=start, ended_at=end)
        self.started_at, self.stopped_at = stretches[0][0], stretches[-1][1]
        self.add_up()

    def add_up(self) -> None:
        lasted = models.F("ended_at") - models.F("started_at")
        total = self.segments.aggregate(total=models.Sum(lasted))["total"] or timedelta()
        self.duration_seconds = int(total.total_seconds())


class TimeSegment(BaseModel):
    """An unbroken stretch of work; `ended_at` is null while it goes on."""

    time_log = models.ForeignKey(TimeLog, on_delete=models.CASCADE, related_name="segments")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", db_index=False)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["started_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_at__gte=models.F("started_at")),
                name="segments_end_after_they_start",
            ),
            ExclusionConstraint(
                name="segments_do_not_overlap",
                expressions=[
                    ("employee", RangeOperators.EQUAL),
                    (
                        models.Func(
                            "started_at", "ended_at", function="tstzrange", output_field=DateTimeRangeField()
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]


class Correction(BaseModel):
    """What a log was before it was corrected, and who corrected it. `corrected_by` is their account."""

    time_log = models.ForeignKey(
        TimeLog, on_delete=models.CASCADE, related_name="corrections", db_index=False
    )
    corrected_by = models.UUIDField()
    reason = models.CharField(max_length=500)
    task_id = models.UUIDField()
    task_title = models.CharField(max_length=200, blank=True)
    project_id = models.UUIDField()
    duration_seconds = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["time_log", "-id"], name="corrections_of_a_time_log")]


class SupersededSegment(BaseModel):
    """A stretch that a correction replaced. It is nobody's time any more, so others may overlap it."""

    correction = models.ForeignKey(Correction, on_delete=models.CASCADE, related_name="segments")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()

    class Meta:
        ordering = ["started_at", "id"]
