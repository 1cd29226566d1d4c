"""Bodies and query parameters of appointments. Those of closures and of exceptional days are beside it."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from appointments import examples
from appointments.attention_serializers import NeedsAttentionField, NeedsAttentionFilter
from appointments.calendar import Reason
from appointments.errors import BEFORE_FROM, NO_SUCH_CLOSURE, ONE_REASON, RANGE_TOO_LONG
from appointments.local_time import Span, days_later, first_moment
from appointments.models import Appointment, Hold
from appointments.statuses import Status, Visibility
from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.fields import (
    BooleanField,
    CodeField,
    DateField,
    InstantField,
    IntegerField,
    LineField,
    MoneyField,
    TextField,
    UUIDField,
    ZoneField,
    read_date,
    read_instant,
)
from resources.fields import DocumentsField, LocationIdField
from resources.locations import location_of
from resources.models import Closure, Technician

LONGEST_RANGE_DAYS = 62
USUAL_RANGE_DAYS = 7


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
    """An appointment as its customer and the staff see it. `end` is when the service itself is over."""

    booked_by = UUIDField(
        read_only=True, allow_null=True, help_text="Who made the booking: the customer, or one of the staff."
    )
    location_id = UUIDField(read_only=True)
    service_type = LineField(source="service_type.code", read_only=True)
    bay = BaySummarySerializer(read_only=True)
    employee_id = UUIDField(read_only=True, help_text="The technician.")
    project_id = UUIDField(
        read_only=True, allow_null=True, help_text="The work order; it appears after check-in."
    )
    time_zone = LineField(read_only=True, help_text="The location's zone (IANA).")
    services = DocumentsField(
        SoldServiceSerializer,
        "services",
        help_text="What was sold, at the price of then; its first is `service_type`.",
    )
    needs_attention = NeedsAttentionField(
        help_text="For the staff: why it cannot be kept as it is since the calendar changed. Otherwise null."
    )

    class Meta:
        model = Appointment
        fields = [
            "id", "customer_id", "booked_by", "vehicle_id", "location_id", "service_type", "start", "end",
            "time_zone", "status", "bay", "employee_id", "project_id", "notes", "services",
            "needs_attention", "created_at",
        ]  # fmt: skip
        read_only_fields = fields


class TechniciansField(BooleanField):
    """From whether they work here still to the technicians of whom that is so.

    They are read first: PostgreSQL knows how much each of them has, and nothing of what a subquery finds.
    """

    def to_internal_value(self, data: Any) -> list[UUID]:  # type: ignore[override]
        technicians = Technician.objects.filter(is_active=super().to_internal_value(data))
        return list(technicians.values_list("pk", flat=True))


class HitByField(UUIDField):
    """From a closure's id to the bookings that it hits."""

    def to_internal_value(self, data: Any) -> QuerySet[Appointment]:  # type: ignore[override]
        closure = Closure.objects.filter(pk=super().to_internal_value(data)).first()
        if closure is None:
            raise NO_SUCH_CLOSURE()
        return Appointment.objects.hit_by(closure, timezone.now()).values("pk")


class AppointmentFilters(Query):
    status = serializers.ChoiceField(choices=Status.choices, required=False)
    customer_id = UUIDField(required=False)
    vehicle_id = UUIDField(required=False)
    employee_id = UUIDField(required=False)
    location_id = UUIDField(required=False)
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
        source="employee_id__in",
        help_text="false: of technicians who do not work here any more.",
    )


class OverrideReasonField(LineField):
    """Why the policy is set aside. It cannot be empty."""

    def __init__(self) -> None:
        super().__init__(
            required=False,
            max_length=500,
            help_text="Lets whoever may override a policy take any minute from now on within opening hours: "
            "sooner or later than it says, and outside of the service's own hours. The staff read it in the "
            "history.",
        )


class BookAppointmentSerializer(Serializer):
    vehicle_id = UUIDField()
    service_type = CodeField(help_text="The code of a service type.")
    start = InstantField(help_text="The start of a slot.")
    location_id = LocationIdField()
    hold_id = UUIDField(required=False, help_text="A hold of yours for this service and start.")
    notes = TextField(required=False, allow_blank=True, max_length=2000)
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


class HoldSlotSerializer(Serializer):
    service_type = CodeField(help_text="The code of a service type.")
    start = InstantField(help_text="The start of a slot.")
    location_id = LocationIdField()


class HoldSerializer(ModelSerializer):
    """A start that is kept for you until it expires."""

    service_type = LineField(source="service_type.code", read_only=True)
    location_id = UUIDField(source="service_type.location_id", read_only=True)
    expires_at = InstantField(source="reservation.expires_at", read_only=True)

    class Meta:
        model = Hold
        fields = ["id", "location_id", "service_type", "start", "end", "expires_at"]
        read_only_fields = fields


class SlotSerializer(Serializer):
    start = InstantField()
    end = InstantField()
    service_type = LineField()
    capacity_left = IntegerField(help_text="How many could still be booked at this start.")


class DayReasonsSerializer(Serializer):
    date = DateField(help_text="In the location's time zone.")
    codes = serializers.ListField(
        child=serializers.ChoiceField(choices=[(reason.value, reason.name) for reason in Reason])
    )


class FreeSlotsSerializer(Serializer):
    """The slots, in order. `reasons`, for days without any, comes with explain=1."""

    time_zone = LineField(help_text="The location's zone (IANA).")
    results = SlotSerializer(many=True)
    reasons = DayReasonsSerializer(many=True, required=False)


@extend_schema_field(
    {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}
)
class MomentField(serializers.Field):
    """A date on a clock that another parameter names, or an instant with its offset."""

    def to_internal_value(self, data: Any) -> date | datetime:
        return read_date(data) if len(str(data)) == 10 else read_instant(data)

    def to_representation(self, value: Any) -> Any:
        return value


class SlotsQuery(Query):
    location_id = LocationIdField()
    service_type = CodeField(help_text="The code of a service type.")
    from_ = MomentField(required=False, help_text="The first date, or an instant. Today if it is left out.")
    to = MomentField(
        required=False,
        help_text="The last date, or the instant before which slots start. A week after `from` if it is left "
        "out; at most 62 days.",
    )
    time_zone = ZoneField(
        required=False,
        help_text="The time zone that dates are in (IANA). The location's if left out.",
    )
    explain = BooleanField(required=False, help_text="Say why days without slots have none.")

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        zone = ZoneInfo(data["time_zone"]) if "time_zone" in data else location_of(data).zone
        begin = data.get("from") or timezone.now().astimezone(zone).date()
        start = begin if isinstance(begin, datetime) else first_moment(begin, time.min, zone)
        last = data.get("to")
        if last is None:
            end = days_later(start, USUAL_RANGE_DAYS, zone)
        elif isinstance(last, datetime):
            end = last
        else:
            end = first_moment(last + timedelta(days=1), time.min, zone)
        if end <= start:
            raise BEFORE_FROM(field="to")
        if end > days_later(start, LONGEST_RANGE_DAYS, zone):
            raise RANGE_TOO_LONG(field="to", days=LONGEST_RANGE_DAYS)
        data["span"] = Span(start.astimezone(UTC), end.astimezone(UTC))
        return data
