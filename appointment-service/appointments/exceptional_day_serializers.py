"""Bodies and query parameters of dates with opening hours of their own."""

from datetime import timedelta
from typing import Any

from drf_spectacular.utils import extend_schema_serializer

from appointments import examples
from appointments.errors import BEFORE_FROM, RANGE_TOO_LONG
from appointments.serializers import AppointmentSerializer
from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import BooleanField, DateField, IntegerField, LineField, UUIDField
from resources.models import ExceptionalDay
from resources.opening_hours_serializers import PeriodSerializer, in_order
from resources.serializers import LocationFilters

MOST_PERIODS = 24
LONGEST_RANGE = timedelta(days=732)


class ExceptionalOpeningSerializer(ModelSerializer):
    """The opening hours of one date, instead of the week's; none of them: closed."""

    location_id = UUIDField(read_only=True)
    periods = PeriodSerializer(many=True, read_only=True)

    class Meta:
        model = ExceptionalDay
        fields = ["location_id", "date", "name", "periods", "created_at"]
        read_only_fields = fields


class OpeningDaySerializer(Serializer):
    """The opening hours of one date, and the bookings to come that are outside of them: how many, and the
    first hundred of them."""

    location_id = UUIDField()
    date = DateField()
    is_exception = BooleanField(help_text="Whether they count instead of the week's.")
    name = LineField(allow_blank=True, help_text="Of the exception.")
    periods = PeriodSerializer(many=True, help_text="None of them: closed.")
    bookings_count = IntegerField()
    bookings = AppointmentSerializer(many=True)


@extend_schema_serializer(examples=[examples.CHRISTMAS_EVE])
class ReplaceOpeningDaySerializer(Serializer):
    name = LineField(required=False, allow_blank=True, max_length=100, help_text="Such as Christmas Eve.")
    periods = PeriodSerializer(
        many=True, allow_empty=True, max_length=MOST_PERIODS, help_text="None of them: closed."
    )

    def validate_periods(self, periods: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return in_order(periods)


class ExceptionalDayFilters(LocationFilters):
    from_ = DateField(required=False, source="date__gte", help_text="The first date.")
    to = DateField(required=False, source="date__lte", help_text="The last date, at most 732 days later.")

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        first, last = data.get("date__gte"), data.get("date__lte")
        if first and last and last < first:
            raise BEFORE_FROM(field="to")
        if first and last and last - first > LONGEST_RANGE:
            raise RANGE_TOO_LONG(field="to", days=LONGEST_RANGE.days)
        return data
