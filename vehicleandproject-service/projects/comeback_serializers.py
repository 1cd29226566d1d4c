"""Query parameters and answer of the comebacks."""

from chassis.api.serializers import Query, Serializer
from chassis.fields import DateField, IntegerField, LineField, UUIDField


class ComebacksQuery(Query):
    location_id = UUIDField(required=False, help_text="Of one location; of all together if it is left out.")
    from_ = DateField(help_text="The first date of a hand-over, on each location's clock.")
    to = DateField(help_text="The last date; at most 366 days in all.")


class ComebackRateSerializer(Serializer):
    """How much of a technician's work came back."""

    employee_id = UUIDField()
    done_projects = IntegerField(help_text="Handed over on these dates, and worked on by them.")
    comebacks = IntegerField(help_text="Of these projects, whenever they came.")
    rate_percent = LineField(help_text="With one decimal, rounded half up, such as 12.5.")


class ComebacksSerializer(Serializer):
    """How much of the work that was handed over on some dates came back, by technician."""

    from_ = DateField()
    to = DateField()
    technicians = ComebackRateSerializer(many=True)
