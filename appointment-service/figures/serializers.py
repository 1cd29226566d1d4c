"""Query parameters and answer of the figures."""

from chassis.api.serializers import Query, Serializer
from chassis.fields import DateField, IntegerField, LineField, UUIDField


class FiguresQuery(Query):
    location_id = UUIDField(required=False, help_text="Of one location; of all together if it is left out.")
    from_ = DateField(help_text="The first date, on each location's clock.")
    to = DateField(help_text="The last date; at most 366 days in all.")


class UseSerializer(Serializer):
    """How much of what could be used was taken; more than 100 percent where some was outside of hours."""

    taken_minutes = IntegerField(help_text="By bookings, buffers included.")
    available_minutes = IntegerField(help_text="By the calendar as it stands now.")
    used_percent = IntegerField(allow_null=True, help_text="Null where nothing could be used.")


class SumSerializer(Serializer):
    amount = LineField(help_text="With as many decimals as the currency has (ISO 4217).")
    currency = LineField()


class FigureSerializer(Serializer):
    """What some bookings come to."""

    bookings = IntegerField(help_text="That stand, were done or were missed; neither cancelled nor expired.")
    cancelled = IntegerField()
    came = IntegerField(help_text="Whose vehicle was checked in.")
    no_shows = IntegerField()
    no_show_percent = IntegerField(
        allow_null=True, help_text="Of those that came or did not; null where neither did."
    )
    lead_minutes = IntegerField(
        allow_null=True, help_text="From the booking to its start, on average of `bookings`."
    )
    revenue = SumSerializer(many=True, help_text="What was sold by what stands or was done, by currency.")
    bays = UseSerializer()
    technicians = UseSerializer()


class FigureOfADateSerializer(FigureSerializer):
    date = DateField()


class FigureOfALocationSerializer(FigureSerializer):
    location_id = UUIDField()


class FigureOfAServiceTypeSerializer(FigureOfALocationSerializer):
    """What could be used is its location's: so much of it the service takes."""

    service_type = LineField()


class FiguresSerializer(FigureSerializer):
    """All bookings of these dates together, and the same by date, by location and by service."""

    from_ = DateField()
    to = DateField()
    by_date = FigureOfADateSerializer(many=True)
    by_location = FigureOfALocationSerializer(many=True)
    by_service_type = FigureOfAServiceTypeSerializer(many=True)
