"""Bookings that recur."""

from datetime import datetime, time

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from appointments.local_time import first_moment
from appointments.models import Appointment
from chassis.models import BaseModel
from resources.models import Location, ServiceType
from series.statuses import DateStatus, Frequency


class Series(BaseModel):
    """A vehicle comes for a visit again and again: on `starts_on` first, when the location's clock reads
    `starts_at`, then every `interval` days, weeks or months, until a date or so many times.

    `services` are the codes of what is done; `service_type` is the first.
    `made_by` and `made_as` are who made it and their role then: in their name its dates are booked. `key` is
    the Idempotency-Key that it came with.
    """

    customer_id = models.UUIDField()
    made_by = models.UUIDField()
    made_as = models.CharField(max_length=20)
    key = models.CharField(max_length=255, blank=True)
    vehicle_id = models.UUIDField()
    location = models.ForeignKey(Location, models.PROTECT, db_index=False, related_name="+")
    service_type = models.ForeignKey(ServiceType, models.PROTECT, db_index=False, related_name="+")
    services = ArrayField(models.CharField(max_length=50), default=list, db_default=[])
    at_once = models.BooleanField(default=False, db_default=False)
    notes = models.TextField(blank=True)
    starts_on = models.DateField()
    starts_at = models.TimeField()
    frequency = models.CharField(max_length=20, choices=Frequency.choices)
    interval = models.PositiveSmallIntegerField()
    until = models.DateField(null=True)
    count = models.PositiveSmallIntegerField(null=True)
    exceptions = ArrayField(models.DateField(), default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(frequency__in=Frequency.values), name="series_recur"),
            models.CheckConstraint(
                condition=Q(until__isnull=False, count__isnull=True)
                | Q(until__isnull=True, count__isnull=False),
                name="series_have_one_end",
            ),
        ]
        indexes = [
            models.Index(fields=["customer_id", "-id"], name="series_of_a_customer"),
            models.Index(fields=["vehicle_id", "-id"], name="series_of_a_vehicle"),
            models.Index(fields=["location", "-id"], name="series_at_a_location"),
            models.Index(fields=["made_by", "key"], condition=~Q(key=""), name="series_by_key"),
        ]

    @property
    def codes(self) -> list[str]:
        """Of its services. What a replica of before there were several makes names the first alone."""
        return self.services or [self.service_type.code]


class SeriesDateQuerySet(models.QuerySet["SeriesDate"]):
    def planned(self) -> "SeriesDateQuerySet":
        return self.filter(status=DateStatus.PLANNED)


class SeriesDate(BaseModel):
    """One date of a series, by which it is known, and when the booking starts; that may be another time than
    the series' since the booking was moved by itself.

    `code`, `detail`, `reason` and `alternatives` are what its booking, or its last change, was refused with.
    """

    series = models.ForeignKey(Series, models.CASCADE, db_index=False, related_name="dates")
    date = models.DateField()
    start = models.DateTimeField()
    status = models.CharField(max_length=20, choices=DateStatus.choices, default=DateStatus.PLANNED)
    appointment = models.OneToOneField(Appointment, models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=50, blank=True)
    detail = models.TextField(blank=True)
    reason = models.CharField(max_length=50, blank=True)
    alternatives = models.JSONField(default=list)

    objects = SeriesDateQuerySet.as_manager()

    class Meta:
        ordering = ("date",)
        constraints = [
            models.UniqueConstraint(fields=["series", "date"], name="a_series_has_a_date_once"),
            models.CheckConstraint(
                condition=Q(status__in=DateStatus.values), name="dates_of_series_have_a_status"
            ),
            models.CheckConstraint(
                condition=~Q(status=DateStatus.BOOKED) | Q(appointment__isnull=False),
                name="booked_dates_have_an_appointment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["start"], condition=Q(status=DateStatus.PLANNED), name="dates_of_series_planned"
            )
        ]

    def starting(self, clock: time) -> datetime:
        """When the location's clock reads so on its date, or has been put past it."""
        return first_moment(self.date, clock, self.series.location.zone)
