"""Bodies and query parameters of appointments. Those of slots, of closures and so on are beside it."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from appointments import examples
from appointments.attention_serializers import NeedsAttentionField, NeedsAttentionFilter
from appointments.deposit_serializers import DepositField
from appointments.errors import NO_SUCH_CLOSURE, ONE_REASON
from appointments.fields import AssignmentReasonField, OverrideReasonField, PreferredTechnicianField
from appointments.lending_serializers import LendSerializer, LentField
from appointments.models import Appointment
from appointments.models.appointment import done_by
from appointments.slot_serializers import VisitSerializer
from appointments.statuses import Status, Visibility
from appointments.visit import MOST_SERVICES
from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import (
    BooleanField,
    InstantField,
    IntegerField,
    LineField,
    MoneyField,
    TextField,
    UUIDField,
)
from resources.fields import DocumentsField, LocationIdField
from resources.models import Closure, Technician
from resources.serializers import LocationFilters


class BaySummarySerializer(Serializer):
    id = UUIDField()
    name = LineField()


class SoldServiceSerializer(Serializer):
    """A service of a visit, as it was sold, and where and when it is done."""

    service_type = LineField()
    name = LineField()
    duration_minutes = IntegerField()
    price = MoneyField("price_amount", "price_currency")
    start = InstantField()
    end = InstantField()
    bay_id = UUIDField()
    employee_id = UUIDField()


class AppointmentSerializer(ModelSerializer):
    """An appointment as its customer and the staff see it. `end` is when the work itself is over."""

    booked_by = UUIDField(
        read_only=True, allow_null=True, help_text="Who made the booking: the customer, or one of the staff."
    )
    location_id = UUIDField(read_only=True)
    service_type = LineField(source="service_type.code", read_only=True)
    bay = BaySummarySerializer(read_only=True)
    employee_id = UUIDField(read_only=True, help_text="The technician of the first service.")
    assignment_reason = AssignmentReasonField()
    project_id = UUIDField(
        read_only=True, allow_null=True, help_text="The work order; it appears after check-in."
    )
    time_zone = LineField(read_only=True, help_text="The location's zone (IANA).")
    services = DocumentsField(
        SoldServiceSerializer,
        "services",
        help_text="What was sold, at the price of then; its first is `service_type`.",
    )
    lent = LentField(help_text="What its customer is lent, or null.")
    deposit = DepositField(
        help_text="What is to be paid ahead, by the policy of when it was booked, or null."
    )
    needs_attention = NeedsAttentionField(
        help_text="For the staff: why it cannot be kept as it is since the calendar changed. Otherwise null."
    )

    class Meta:
        model = Appointment
        fields = [
            "id", "customer_id", "booked_by", "vehicle_id", "location_id", "service_type", "start", "end",
            "time_zone", "status", "bay", "employee_id", "assignment_reason", "project_id", "notes",
            "services", "lent", "deposit", "needs_attention", "created_at",
        ]  # fmt: skip
        read_only_fields = fields


class DoneByField(UUIDField):
    """From a technician to the bookings of which they do a service."""

    def to_internal_value(self, data: Any) -> Q:  # type: ignore[override]
        return done_by([super().to_internal_value(data)])


class TechniciansField(BooleanField):
    """From whether they work here still to the bookings of technicians of whom that is so.

    They are read first: PostgreSQL knows how much each of them has, and nothing of what a subquery finds.
    """

    def to_internal_value(self, data: Any) -> Q:  # type: ignore[override]
        technicians = Technician.objects.filter(is_active=super().to_internal_value(data))
        return done_by(list(technicians.values_list("pk", flat=True)))


class HitByField(UUIDField):
    """From a closure's id to the bookings that it hits."""

    def to_internal_value(self, data: Any) -> QuerySet[Appointment]:  # type: ignore[override]
        closure = Closure.objects.filter(pk=super().to_internal_value(data)).first()
        if closure is None:
            raise NO_SUCH_CLOSURE()
        return Appointment.objects.hit_by(closure, timezone.now()).values("pk")


class AppointmentFilters(LocationFilters):
    status = serializers.ChoiceField(choices=Status.choices, required=False)
    customer_id = UUIDField(required=False)
    vehicle_id = UUIDField(required=False)
    employee_id = DoneByField(required=False, help_text="Of whom they do one of its services.")
    starts_from = InstantField(required=False, source="start__gte", help_text="This instant or later.")
    starts_before = InstantField(required=False, source="start__lt", help_text="Before this instant.")
    closure_id = HitByField(
        required=False, source="pk__in", help_text="Upcoming appointments that this closure affects."
    )
    needs_attention = NeedsAttentionFilter(
        required=False,
        source="attention__isnull",
        help_text="For the staff: true for those that cannot be kept as they are since the calendar changed.",
    )
    technician_is_active = TechniciansField(
        required=False,
        help_text="false: of technicians who do not work here any more.",
    )


class BookAppointmentSerializer(LendSerializer, VisitSerializer):
    vehicle_id = UUIDField()
    start = InstantField(help_text="The start of a slot.")
    location_id = LocationIdField()
    hold_id = UUIDField(required=False, help_text="A hold of yours for the same services and start.")
    notes = TextField(required=False, allow_blank=True, max_length=2000)
    preferred_technician_id = PreferredTechnicianField()
    override_reason = OverrideReasonField()


@extend_schema_serializer(examples=[examples.CHANGE_NOTES])
class ChangeAppointmentSerializer(Serializer):
    notes = TextField(allow_blank=True, max_length=2000)


@extend_schema_serializer(examples=[examples.RESCHEDULE])
class RescheduleAppointmentSerializer(Serializer):
    start = InstantField(help_text="The start of a slot.")
    reason = LineField(required=False, allow_blank=True, max_length=500)
    override_reason = OverrideReasonField()

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if data.get("reason") and "override_reason" in data:
            raise ONE_REASON(field="override_reason")
        return data


@extend_schema_serializer(examples=[examples.CANCEL])
class CancelAppointmentSerializer(Serializer):
    reason = LineField(required=False, allow_blank=True, max_length=500, help_text="Staff must give one.")


@extend_schema_serializer(examples=[examples.CHECK_IN])
class CheckInAppointmentSerializer(Serializer):
    override_reason = LineField(
        required=False,
        allow_blank=True,
        max_length=500,
        help_text="Lets whoever may override a policy check in on another day than the appointment's; the "
        "staff read it in the history.",
    )


@extend_schema_serializer(examples=[examples.ASSIGN])
class AssignAppointmentSerializer(Serializer):
    employee_id = UUIDField()
    position = IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_SERVICES,
        help_text="Which of its services, counted from 1; the first if it is left out.",
    )


class AppointmentTransitionSerializer(Serializer):
    """A line of an appointment's history; `from` is null for the booking, and equals `to` for a new time.

    A customer reads the reasons that are for them.
    """

    from_ = serializers.ChoiceField(choices=Status.choices, source="from_status", allow_null=True)
    to = serializers.ChoiceField(choices=Status.choices, source="to_status")
    actor_id = UUIDField()
    reason = LineField(source="shown_reason")
    reason_visibility = serializers.ChoiceField(choices=Visibility.choices)
    start = InstantField(help_text="When the appointment was to start from then on.")
    at = InstantField()
