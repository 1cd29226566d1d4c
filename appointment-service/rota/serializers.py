"""Query parameters and answer of the rota."""

from rest_framework import serializers

from chassis.api.serializers import Query, Serializer
from chassis.fields import DateField, InstantField, IntegerField, LineField, UUIDField
from resources.fields import LocationIdField


class RotaQuery(Query):
    location_id = LocationIdField()
    from_ = DateField(required=False, help_text="The first date, on the location's clock; today if left out.")
    to = DateField(
        required=False, help_text="The last date; six days after `from` if left out, at most 31 days in all."
    )


class RotaTechnicianSerializer(Serializer):
    id = UUIDField()
    name = LineField()


class SkillInAnHourSerializer(Serializer):
    """Whom bookings need for a skill in an hour, and who is there."""

    skill = LineField(allow_blank=True, help_text="Empty for services that ask for none: anybody does them.")
    needed_minutes = IntegerField(help_text="What bookings take of technicians with the skill.")
    needed_technicians = IntegerField(help_text="How many of them at the same time, at most.")
    at_work_minutes = IntegerField(help_text="How long those are at work who have the skill on that date.")
    available_minutes = IntegerField(help_text="Without what bookings for other skills take of them.")
    gap_minutes = IntegerField(help_text="How long technicians are lacking.")
    gap_technicians = IntegerField(help_text="How many at the same time, at most.")
    at_work = serializers.ListField(child=UUIDField(), help_text="Who has the skill and is at work.")


class RotaHourSerializer(Serializer):
    """An hour on the location's clock; a repeated hour comes twice, a skipped one not at all."""

    date = DateField()
    start = InstantField()
    end = InstantField()
    open_minutes = IntegerField(help_text="How long the location is open in it.")
    skills = SkillInAnHourSerializer(many=True)


class RotaSerializer(Serializer):
    """The hours in which the location is open, or a booking needs somebody."""

    location_id = UUIDField()
    time_zone = LineField(help_text="The location's zone (IANA).")
    from_ = DateField()
    to = DateField()
    technicians = RotaTechnicianSerializer(many=True, help_text="Whoever is named in `at_work`.")
    hours = RotaHourSerializer(many=True)
