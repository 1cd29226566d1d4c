"""Bodies and query parameters of closures."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from appointments import examples
from appointments.actions.moving import LeftReason, Outcome
from appointments.date_range import check_stretch
from appointments.serializers import AppointmentSerializer
from chassis.api.serializers import ModelSerializer, Serializer
from chassis.fields import DateField, InstantField, IntegerField, LineField, UUIDField
from resources.fields import LocationIdField
from resources.models import Closure
from resources.serializers import StretchFilters

LONGEST_CLOSURE_DAYS = 366


class ClosureSerializer(ModelSerializer):
    """When a location is closed although its opening hours say otherwise."""

    location_id = UUIDField(read_only=True)
    holiday = DateField(
        read_only=True, allow_null=True, help_text="The date of the public holiday that was taken over."
    )

    class Meta:
        model = Closure
        fields = ["id", "location_id", "start", "end", "reason", "holiday", "created_at"]
        read_only_fields = fields


class AddedClosureSerializer(ClosureSerializer):
    """A closure, and the bookings that it hits: how many, and the first hundred of them."""

    bookings_count = IntegerField(read_only=True)
    bookings = AppointmentSerializer(many=True, read_only=True)

    class Meta(ClosureSerializer.Meta):
        fields = [*ClosureSerializer.Meta.fields, "bookings_count", "bookings"]
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.ADD_CLOSURE])
class AddClosureSerializer(Serializer):
    start = InstantField()
    end = InstantField()
    reason = LineField(max_length=200)
    location_id = LocationIdField()

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        check_stretch(data, LONGEST_CLOSURE_DAYS)
        return data


@extend_schema_serializer(examples=[examples.MOVE_BOOKINGS])
class MoveBookingsSerializer(Serializer):
    after = UUIDField(
        required=False, help_text="Go on behind this booking: what the last answer gave as `next`."
    )


class TriedBookingSerializer(Serializer):
    """What became of a booking. One that was left says why."""

    appointment_id = UUIDField()
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    old_start = InstantField()
    new_start = InstantField(allow_null=True)
    reason = serializers.ChoiceField(choices=LeftReason.choices, allow_null=True)


class MovedBookingsSerializer(Serializer):
    """The bookings that were tried, in the order in which they were booked."""

    results = TriedBookingSerializer(many=True)
    next = UUIDField(allow_null=True, help_text="What to give as `after` for the rest; null: none is left.")


class ClosureFilters(StretchFilters):
    """Closures by where and when they are."""
