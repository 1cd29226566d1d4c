"""Bodies and query parameters of slots and holds, and how either names a visit."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from appointments.calendar import Reason
from appointments.errors import BEFORE_FROM, RANGE_TOO_LONG, SERVICE_OR_SERVICES
from appointments.fields import AssignmentReasonField, PreferredTechnicianField
from appointments.lending_serializers import LentUntilField, lent_with_something
from appointments.local_time import Span, days_later, first_moment
from appointments.models import Hold
from appointments.visit import MOST_SERVICES
from chassis.api.representation import Computed
from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.fields import (
    BooleanField,
    CodeField,
    DateField,
    InstantField,
    IntegerField,
    LineField,
    PatternField,
    UUIDField,
    ZoneField,
    read_date,
    read_instant,
)
from resources.fields import LocationIdField
from resources.locations import zone_of

LONGEST_RANGE_DAYS = 62
USUAL_RANGE_DAYS = 7


class AtOnceField(BooleanField):
    def __init__(self) -> None:
        super().__init__(
            required=False,
            help_text="Whether several are done at once, in one bay by different people; one after the other "
            "if left out.",
        )


def one_of_both(data: dict[str, Any]) -> dict[str, Any]:
    """Rule: a request names one service, or several."""
    if ("service_type" in data) == ("services" in data):
        raise SERVICE_OR_SERVICES(field="service_type")
    return data


class ServicesField(PatternField):
    """Codes with commas between them."""

    def __init__(self, **options: Any) -> None:
        code = "[a-z0-9]+([_-][a-z0-9]+)*"
        says = f"Give at most {MOST_SERVICES} codes with commas between them."
        super().__init__(f"^{code}(,{code}){{0,{MOST_SERVICES - 1}}}$", says, max_length=520, **options)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        return super().run_validation(data).split(",")


class VisitSerializer(Serializer):
    """What a body wants done: one service, or several."""

    service_type = CodeField(required=False, help_text="The code of a service type, where it is one.")
    services = serializers.ListField(
        child=CodeField(),
        required=False,
        allow_empty=False,
        max_length=MOST_SERVICES,
        help_text="The codes of several, in the order in which they are done; instead of `service_type`.",
    )
    at_once = AtOnceField()

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        return one_of_both(data)


class HoldSlotSerializer(VisitSerializer):
    start = InstantField(help_text="The start of a slot.")
    location_id = LocationIdField()
    preferred_technician_id = PreferredTechnicianField()


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class HeldServicesField(Computed):
    columns = ("services", "service_type__code")

    def shown(self, services: list[dict[str, Any]], first: str) -> list[str]:
        return [one["service_type"] for one in services] or [first]


class HoldSerializer(ModelSerializer):
    """A start that is kept for you until it expires."""

    service_type = LineField(source="service_type.code", read_only=True, help_text="The first service.")
    services = HeldServicesField(help_text="The codes of all, in the order in which they are done.")
    at_once = BooleanField(read_only=True)
    location_id = UUIDField(source="service_type.location_id", read_only=True)
    employee_id = UUIDField(read_only=True, help_text="The technician of the first service.")
    assignment_reason = AssignmentReasonField()
    expires_at = InstantField(source="reservation.expires_at", read_only=True)

    class Meta:
        model = Hold
        fields = [
            "id", "location_id", "service_type", "services", "at_once", "start", "end", "employee_id",
            "assignment_reason", "expires_at",
        ]  # fmt: skip
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
    service_type = CodeField(required=False, help_text="The code of a service type, where it is one.")
    services = ServicesField(
        required=False,
        help_text="The codes of several with commas between them, in the order in which they are done; "
        "instead of `service_type`.",
    )
    at_once = AtOnceField()
    lend = CodeField(
        required=False,
        help_text="Those alone at which one of this kind is free to lend, to the end of the work.",
    )
    lent_until = LentUntilField()
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
    technician = UUIDField(required=False, help_text="Slots of this technician alone.")
    bay = UUIDField(required=False, help_text="Slots in this bay alone.")
    explain = BooleanField(required=False, help_text="Say why days without slots have none.")

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        one_of_both(lent_with_something(data))
        zone = ZoneInfo(data["time_zone"]) if "time_zone" in data else zone_of(data)
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
