"""Who comes when, for what, and what became of it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from appointments.deposit import deposit_of
from appointments.kinds import ResourceKind
from appointments.local_time import Span, instant_text
from appointments.models.reservation import ASSIGNED_FOR_A_REASON, Allocation, Assigned, TakesTime
from appointments.parts import Part
from appointments.statuses import AWAITED, HOLDING_CAPACITY, Status, Visibility
from appointments.visit import Visit
from chassis.models import BaseModel
from chassis.money import as_text
from resources.models import DEFAULT_LOCATION_ID, Bay, Closure, Lendable, Location, ServiceType

# Few visits are done by several technicians or in several bays. Said so, PostgreSQL expects few.
BY_OTHERS = ~Q(other_employee_ids=[])
IN_OTHERS = ~Q(other_bay_ids=[])


def done_by(employee_ids: Collection[UUID]) -> Q:
    """Those of which one of these technicians does a service."""
    by_others = BY_OTHERS & Q(other_employee_ids__overlap=list(employee_ids))
    return Q(employee_id__in=employee_ids) | by_others


def done_in(bay_id: UUID) -> Q:
    """Those of which a service is done in this bay."""
    return Q(bay_id=bay_id) | (IN_OTHERS & Q(other_bay_ids__contains=[bay_id]))


def with_service(service_type: ServiceType) -> Q:
    """Those that this service is a part of."""
    code = [{"service_type": service_type.code}]
    return Q(service_type=service_type) | Q(location_id=service_type.location_id, services__contains=code)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def ahead(self, now: datetime) -> "AppointmentQuerySet":
        """Those that are still to come or under way. What is past ages by itself, whatever became of it."""
        return self.filter(status__in=HOLDING_CAPACITY, end__gt=now)

    def hit_by(self, closure: Closure, now: datetime) -> "AppointmentQuerySet":
        ahead = self.ahead(now).filter(location_id=closure.location_id, start__lt=closure.end)
        return ahead.taken_during([Span(closure.start, closure.end)])

    def taken_during(self, spans: Iterable[Span]) -> "AppointmentQuerySet":
        """Those of which a part is in one of these spans, the buffer included, and not how long something is
        lent with them."""
        overlapping = reduce(or_, (Q(during__overlap=one) for one in spans), Q(pk__in=[]))
        taken = Allocation.objects.filter(overlapping, reservation_id=OuterRef("reservation_id"))
        return self.filter(Exists(taken.exclude(kind=ResourceKind.LENDABLE)))

    def unanswered(self, now: datetime) -> "AppointmentQuerySet":
        """Bookings that nobody confirmed, and their time is over."""
        return self.filter(status=Status.PENDING, end__lte=now)

    def due_reminders(self, now: datetime) -> "AppointmentQuerySet":
        """Those whose customer is to be reminded by now, the longest due first."""
        return self.filter(status__in=AWAITED, reminders_due__0__lte=now).order_by("reminders_due__0")

    def without_planned_reminders(self, now: datetime) -> "AppointmentQuerySet":
        """Those to come that were booked before there were reminders, or by a replica of then."""
        return self.filter(status__in=AWAITED, reminders_due=None, start__gt=now).order_by("start")


class Appointment(Assigned, TakesTime, BaseModel):
    """A customer's vehicle comes for a service, or several: one after the other, or `at_once`. `end` is when
    the last is over, without the buffer; the allocations have it.
    `booked_by` is who made the booking: the customer, or one of the staff for them.

    `services` are what was sold, as it was sold, and where and when each is done: `{"service_type", "name",
    "duration_minutes", "price", "start", "end", "bay_id", "employee_id"}`, the texts of the API. They are
    always read and replaced whole, so they are no rows. `service_type`, `bay` and `employee_id` are the first
    one's; the bays and technicians of the others beside those are also in `other_bay_ids` and
    `other_employee_ids`, to be found by. `reminders_due` are the instants at which its customer is still to
    be reminded, in order.

    `assignment_reason` is why `employee_id` does it; null of bookings of before.
    `lent` is what its customer is lent, and how long: `{"lendable_id", "kind", "name", "until", "ends",
    "returned_at"}`; `until` is what was asked for, `ends` when it is due, or null.
    `deposit` is what is to be paid ahead, `{"amount", "currency", "received_at"}`, or null.

    `attention` is what it needs attention for since the calendar changed, `accepted` what the staff left as
    it is all the same: each reason with its facts (attention.py), or null.
    """

    customer_id = models.UUIDField()
    booked_by = models.UUIDField(null=True)
    vehicle_id = models.UUIDField()
    location = models.ForeignKey(
        Location,
        models.PROTECT,
        db_default=models.Value(DEFAULT_LOCATION_ID),
        db_index=False,
        related_name="+",
    )
    service_type = models.ForeignKey(ServiceType, models.PROTECT, related_name="appointments")
    start = models.DateTimeField()
    end = models.DateTimeField()
    time_zone = models.CharField(max_length=64)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.PENDING)
    bay = models.ForeignKey(Bay, models.PROTECT, related_name="appointments")
    employee_id = models.UUIDField()
    at_once = models.BooleanField(default=False, db_default=False)
    other_bay_ids = ArrayField(models.UUIDField(), default=list, db_default=[])
    other_employee_ids = ArrayField(models.UUIDField(), default=list, db_default=[])
    project_id = models.UUIDField(null=True)
    notes = models.TextField(blank=True)
    services = models.JSONField(default=list, db_default=[])
    reminders_due = ArrayField(models.DateTimeField(), null=True)
    attention = models.JSONField(null=True)
    accepted = models.JSONField(null=True)
    lent = models.JSONField(null=True)
    deposit = models.JSONField(null=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="appointments_end_after_they_begin"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="appointments_have_a_status"),
            models.CheckConstraint(
                condition=ASSIGNED_FOR_A_REASON,
                name="appointments_are_assigned_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["customer_id", "-id"], name="appointments_of_a_customer"),
            models.Index(
                fields=["customer_id", "end"],
                condition=Q(status__in=HOLDING_CAPACITY),
                name="appointments_a_customer_has",
            ),
            models.Index(fields=["vehicle_id", "-id"], name="appointments_of_a_vehicle"),
            models.Index(fields=["employee_id", "start"], name="appointments_of_an_employee"),
            GinIndex(fields=["other_employee_ids"], condition=BY_OTHERS, name="appointments_of_others"),
            GinIndex(fields=["other_bay_ids"], condition=IN_OTHERS, name="appointments_in_other_bays"),
            models.Index(fields=["location", "-id"], name="appointments_at_a_location"),
            models.Index(fields=["start", "id"], name="appointments_by_start"),
            models.Index(fields=["status", "-id"], name="appointments_in_a_status"),
            models.Index(
                fields=["end"], condition=Q(status__in=HOLDING_CAPACITY), name="appointments_not_over"
            ),
            models.Index(
                F("reminders_due__0"), condition=Q(status__in=AWAITED), name="appointments_by_next_reminder"
            ),
            models.Index(
                fields=["start"],
                condition=Q(status__in=AWAITED, reminders_due=None),
                name="appointments_to_plan_reminders",
            ),
            models.Index(
                fields=["-id"], condition=Q(attention__isnull=False), name="appointments_for_attention"
            ),
        ]

    def sell(self, visit: Visit, deposit_percent: int = 0) -> None:
        """Rule: what is sold keeps its name and its price, whatever it is called and costs later, and its
        deposit, whatever the policy is later."""
        self.location, self.at_once = visit.location, visit.at_once
        self.service_type = visit.service_types[0]
        self.services = [_sold(service_type) for service_type in visit.service_types]
        self.deposit = deposit_of(self.services, deposit_percent)

    def place(self, parts: Sequence[Part]) -> None:
        """Say of what was sold where, when, by whom and for how long it is done."""
        self.time_zone = self.location.time_zone
        self.services = [{**sold, **part.document} for sold, part in zip(self.services, parts, strict=True)]
        self._name_others()

    def name_services(self) -> None:
        """What a replica of before there were any wrote says nothing of its services."""
        if not self.services:
            self.sell(Visit([self.service_type]))
            self.place([Part(self.service_type.code, self.start, self.end, self.bay_id, self.employee_id)])

    def lend(self, lendable: Lendable, lent_until: datetime | None, during: Span) -> None:
        self.lent = {
            "lendable_id": str(lendable.id),
            "kind": lendable.kind,
            "name": lendable.name,
            "until": lent_until and instant_text(lent_until),
            "ends": instant_text(during.end),
            "returned_at": None,
        }

    @property
    def is_lent(self) -> bool:
        """Whether its customer has, or is to have, something that is not back."""
        return bool(self.lent) and not self.lent["returned_at"]

    @property
    def awaits_deposit(self) -> bool:
        return bool(self.deposit) and not self.deposit["received_at"]

    def lends_along_to(self, end: datetime) -> bool:
        """Rule: what is due at the end of the work goes along with it to a later one; what is due after that,
        or before, stays so."""
        return self.is_lent and self.end <= datetime.fromisoformat(self.lent["ends"]) < end

    def hand_over(self, number: int, employee_id: UUID) -> None:
        """Let somebody else do one of its services, counted from 0."""
        self.services[number]["employee_id"] = str(employee_id)
        self.employee_id = UUID(self.services[0]["employee_id"])
        self._name_others()

    def _name_others(self) -> None:
        first, *others = self.services
        bays = {one["bay_id"] for one in others} - {first["bay_id"]}
        employees = {one["employee_id"] for one in others} - {first["employee_id"]}
        self.other_bay_ids = sorted(map(UUID, bays))
        self.other_employee_ids = sorted(map(UUID, employees))


def _sold(service_type: ServiceType) -> dict[str, Any]:
    price = as_text(service_type.price_amount, service_type.price_currency)
    return {
        "service_type": service_type.code,
        "name": service_type.name,
        "price": {"amount": price, "currency": service_type.price_currency},
    }


class AppointmentTransition(models.Model):
    """One line of an appointment's history: what it became, by whom, and when it was to start then."""

    id = models.BigAutoField(primary_key=True)
    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="transitions")
    from_status = models.CharField(max_length=20, null=True, choices=Status.choices)  # noqa: DJ001
    to_status = models.CharField(max_length=20, choices=Status.choices)
    actor_id = models.UUIDField()
    reason = models.CharField(max_length=500, blank=True)
    reason_visibility = models.CharField(
        max_length=20, choices=Visibility.choices, default=Visibility.CUSTOMER
    )
    start = models.DateTimeField()
    at = models.DateTimeField()
