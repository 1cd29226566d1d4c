"""Bodies and query parameters of public holidays."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from appointments import examples
from appointments.closure_serializers import AddedClosureSerializer
from appointments.errors import DATES_OR_ALL
from chassis.api.serializers import Query, Serializer
from chassis.fields import BooleanField, DateField, IntegerField, LineField, UUIDField
from resources.fields import LocationIdField

MOST_DATES = 100
YEAR = {"required": False, "help_text": "At most two years ahead; the next twelve months if it is left out."}


class PublicHolidaySerializer(Serializer):
    date = DateField()
    name = LineField()
    is_taken_over = BooleanField(help_text="Whether the location is closed for it.")


class PublicHolidaysSerializer(Serializer):
    """The public holidays to come where a location is. It has none before its country is set."""

    location_id = UUIDField()
    country = LineField(allow_blank=True)
    region = LineField(allow_blank=True)
    results = PublicHolidaySerializer(many=True)


class PublicHolidaysQuery(Query):
    location_id = LocationIdField()
    year = IntegerField(**YEAR)


@extend_schema_serializer(examples=[examples.ALL_HOLIDAYS])
class TakeOverPublicHolidaysSerializer(Serializer):
    """Either dates, or all."""

    location_id = LocationIdField()
    dates = serializers.ListField(
        child=DateField(), required=False, allow_empty=False, max_length=MOST_DATES, help_text="These alone."
    )
    all = BooleanField(required=False, help_text="All that are proposed.")
    year = IntegerField(**YEAR)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if ("dates" in data) == data.get("all", False):
            raise DATES_OR_ALL(field="dates")
        return data


class TakenOverHolidaysSerializer(Serializer):
    """The closure of each holiday, with the bookings that it hits."""

    results = AddedClosureSerializer(many=True)
