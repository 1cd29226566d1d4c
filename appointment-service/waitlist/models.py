"""Who waits for a time to become free."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from appointments.models import Appointment, Reservation
from appointments.models.reservation import TakesTime
from appointments.parts import Part
from chassis.models import BaseModel
from resources.models import Bay, Location, ServiceType
from waitlist.statuses import OPEN, EndReason, Status


class EntryQuerySet(models.QuerySet["Entry"]):
    def open(self) -> "EntryQuerySet":
        return self.filter(status__in=OPEN)

    def waiting(self) -> "EntryQuerySet":
        return self.filter(status=Status.WAITING)

    def unanswered(self, now: datetime) -> "EntryQuerySet":
        """Offers whose time is over."""
        return self.filter(status=Status.OFFERED, expires_at__lte=now)

    def in_vain(self, now: datetime) -> "EntryQuerySet":
        """Those that wait for times that are past."""
        return self.filter(status=Status.WAITING, starts_before__lte=now)


class Entry(TakesTime, BaseModel):
    """A vehicle waits for a service: for a start from `starts_from` on and before `starts_before`, on some
    weekdays only (0 is Monday) and within some hours only, on the location's clock.

    While something is offered to it, `start`, `end`, `bay`, `employee_id`, `offered_at` and `expires_at` say
    what and until when, and its reservation keeps others away. `passed` are the starts that it did not take.
    """

    # Without a constraint: what has expired is given back by whoever needs it, and they know nothing of us.
    reservation = models.OneToOneField(  # type: ignore[assignment]
        Reservation, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    customer_id = models.UUIDField()
    vehicle_id = models.UUIDField()
    location = models.ForeignKey(Location, models.PROTECT, db_index=False, related_name="+")
    service_type = models.ForeignKey(ServiceType, models.PROTECT, db_index=False, related_name="+")
    starts_from = models.DateTimeField()
    starts_before = models.DateTimeField()
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list)
    time_from = models.TimeField(null=True)
    time_to = models.TimeField(null=True)
    notes = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.WAITING)
    end_reason = models.CharField(max_length=20, choices=EndReason.choices, blank=True)
    start = models.DateTimeField(null=True)
    end = models.DateTimeField(null=True)
    bay = models.ForeignKey(Bay, models.PROTECT, null=True, db_index=False, related_name="+")
    employee_id = models.UUIDField(null=True)
    offered_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    passed = ArrayField(models.DateTimeField(), default=list)
    appointment = models.OneToOneField(Appointment, models.PROTECT, null=True, related_name="+")

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="entries_have_a_status"),
            models.CheckConstraint(
                condition=Q(status=Status.ENDED, end_reason__in=EndReason.values)
                | (~Q(status=Status.ENDED) & Q(end_reason="")),
                name="entries_end_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(starts_before__gt=F("starts_from")), name="entries_want_some_time"
            ),
            models.CheckConstraint(
                condition=Q(status=Status.OFFERED, reservation__isnull=False, expires_at__isnull=False)
                | (~Q(status=Status.OFFERED) & Q(reservation__isnull=True, expires_at__isnull=True)),
                name="offers_take_time_and_expire",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.BOOKED, appointment__isnull=False)
                | (~Q(status=Status.BOOKED) & Q(appointment__isnull=True)),
                name="booked_entries_have_an_appointment",
            ),
            models.UniqueConstraint(
                fields=["vehicle_id", "service_type"],
                condition=Q(status__in=OPEN),
                name="a_vehicle_waits_once_for_a_service",
            ),
        ]
        indexes = [
            models.Index(fields=["customer_id", "-id"], name="entries_of_a_customer"),
            models.Index(fields=["vehicle_id", "-id"], name="entries_of_a_vehicle"),
            models.Index(fields=["location", "-id"], name="entries_at_a_location"),
            models.Index(fields=["status", "-id"], name="entries_in_a_status"),
            models.Index(
                fields=["service_type", "id"], condition=Q(status=Status.WAITING), name="entries_in_line"
            ),
            models.Index(
                fields=["expires_at"], condition=Q(status=Status.OFFERED), name="entries_with_an_offer"
            ),
            models.Index(
                fields=["starts_before"],
                condition=Q(status=Status.WAITING),
                name="entries_by_their_last_start",
            ),
        ]

    def wants(self, start: datetime) -> bool:
        """Whether this start is one of those that it waits for, and did not pass already."""
        if not self.starts_from <= start < self.starts_before or start in self.passed:
            return False
        local = start.astimezone(self.location.zone)
        return (
            (not self.weekdays or local.weekday() in self.weekdays)
            and (self.time_from is None or self.time_from <= local.time())
            and (self.time_to is None or local.time() < self.time_to)
        )

    def place(self, parts: Sequence[Part]) -> None:
        """An entry says nothing of its services: they are sold when it is booked."""

    def let_go(self) -> None:
        """Give back what is offered; where it has expired, somebody may have done so already.

        The reservation is locked before its allocations, as by those who give back what has expired.
        """
        reservation = Reservation.objects.select_for_update().filter(pk=self.reservation_id).first()
        if reservation:
            reservation.delete()
        self.reservation = None
        self.start = self.end = self.bay = self.employee_id = self.offered_at = self.expires_at = None
