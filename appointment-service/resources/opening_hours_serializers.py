"""When something is open: periods of a week, or of one date."""

from datetime import time
from itertools import pairwise
from typing import Any

from chassis.api.serializers import Serializer
from chassis.fields import ClockField, IntegerField
from resources.errors import BEFORE_OPENING, OVERLAPPING


class PeriodSerializer(Serializer):
    opens = ClockField()
    closes = ClockField(help_text="00:00 is the midnight that ends the day.")

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if not data["opens"] < data["closes"] and data["closes"] != time.min:
            raise BEFORE_OPENING(field="closes")
        return data


class OpeningPeriodSerializer(PeriodSerializer):
    weekday = IntegerField(min_value=0, max_value=6, help_text="0 is Monday.")


def in_order(periods: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The periods of a week, or of one date, in their order. Raises Unprocessable (422) if two overlap."""
    periods = sorted(periods, key=lambda period: (period.get("weekday"), period["opens"]))
    for earlier, later in pairwise(periods):
        same_day = earlier.get("weekday") == later.get("weekday")
        if same_day and (earlier["closes"] == time.min or earlier["closes"] > later["opens"]):
            raise OVERLAPPING()
    return periods


class OpeningHoursSerializer(Serializer):
    """A location's week, on its own clock; several periods a day are fine."""

    periods = OpeningPeriodSerializer(many=True, allow_empty=True, max_length=100)

    def validate_periods(self, periods: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return in_order(periods)
