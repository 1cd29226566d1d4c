from typing import Any

from chassis.api.serializers import ModelSerializer, Query, Serializer
from chassis.fields import BooleanField, ClockField, CodeField, DateField, IntegerField, LineField, UUIDField
from chassis.phones import PhoneField
from employees.errors import NOT_AFTER_START
from employees.models import Employee, end_minute_of_day, minute_of_day

MOST_SKILLS = 100
MOST_STRETCHES = 6
MOST_WORKING_HOURS = 7 * MOST_STRETCHES


class EmployeeSerializer(ModelSerializer):
    """An employee as colleagues see them."""

    class Meta:
        model = Employee
        fields = [
            "id", "email", "first_name", "last_name", "phone", "job_title", "is_active",
            "is_technician", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class EmployeeForServicesSerializer(ModelSerializer):
    """What another service may ask about an employee, before it gives them something to do."""

    class Meta:
        model = Employee
        fields = ["id", "first_name", "last_name", "is_active"]
        read_only_fields = fields


class EmployeeFilters(Query):
    skill = CodeField(required=False, source="skills__code", help_text="Those who have this skill.")
    is_active = BooleanField(required=False)
    is_technician = BooleanField(required=False)


class ChangeOwnRecordSerializer(Serializer):
    phone = PhoneField(
        help_text="Where colleagues reach you, with the country, such as +49 30 901820; kept as +4930901820."
    )


class ChangeEmployeeSerializer(ChangeOwnRecordSerializer):
    job_title = LineField(max_length=100, allow_blank=True)
    is_technician = BooleanField(
        required=False, help_text="Whether work on vehicles can be given to them: appointments, for a start."
    )


class SkillSerializer(Serializer):
    code = CodeField(help_text="A word that service types ask for, such as brakes.")
    certificate = LineField(max_length=100, allow_blank=True, default="", help_text="The certificate's name.")
    certificate_number = LineField(
        max_length=100, allow_blank=True, required=False, help_text="Left out, it stays as it is."
    )
    issuer = LineField(
        max_length=100, allow_blank=True, required=False, help_text="Who issued the certificate."
    )
    issued_on = DateField(allow_null=True, required=False, help_text="Left out, it stays as it is.")
    expires_on = DateField(
        allow_null=True, default=None, help_text="The certificate's last day; null if it never expires."
    )


class EmployeeSkillsSerializer(Serializer):
    """All skills of an employee."""

    skills = SkillSerializer(many=True, max_length=MOST_SKILLS)


class StretchSerializer(Serializer):
    start = ClockField(help_text="By its location's clock.")
    end = ClockField(
        help_text="Later on the same day, 00:00 for the midnight that ends it; work past that is two rows.",
    )
    location_id = UUIDField(help_text="Where they work.")


class EnterStretchSerializer(StretchSerializer):
    location_id = UUIDField(required=False, help_text="The default location if it is left out.")

    def validate(self, hours: dict[str, Any]) -> dict[str, Any]:
        if end_minute_of_day(hours["end"]) <= minute_of_day(hours["start"]):
            raise NOT_AFTER_START(field="end")
        return hours


class WorkingHoursSerializer(StretchSerializer):
    weekday = IntegerField(min_value=0, max_value=6, help_text="0 is Monday.")


class EnterWorkingHoursSerializer(EnterStretchSerializer, WorkingHoursSerializer):
    pass


class DatedWeekSerializer(Serializer):
    """The working hours that count from a date on."""

    valid_from = DateField(help_text="0001-01-01 where there was no other week before.")
    working_hours = WorkingHoursSerializer(many=True)


class ExceptionalDaySerializer(Serializer):
    """The working hours of one date, instead of the week's; none of them: not at work."""

    date = DateField()
    working_hours = StretchSerializer(many=True)


class WorkingDaySerializer(ExceptionalDaySerializer):
    """The working hours of one date."""

    is_exception = BooleanField(help_text="Whether they count instead of the week's.")


class ReplaceWorkingDaySerializer(Serializer):
    working_hours = EnterStretchSerializer(
        many=True, max_length=MOST_STRETCHES, help_text="None of them: not at work."
    )


class WorkingWeekSerializer(Serializer):
    """All working hours of an employee's usual week, of weeks to come, and of dates that are exceptions."""

    working_hours = WorkingHoursSerializer(many=True, help_text="Of the week that counts today.")
    weeks = DatedWeekSerializer(many=True, help_text="The week that counts today, and each that follows it.")
    exceptions = ExceptionalDaySerializer(many=True, help_text="Dates from today on with hours of their own.")


class ReplaceWorkingWeekSerializer(Serializer):
    working_hours = EnterWorkingHoursSerializer(many=True, max_length=MOST_WORKING_HOURS)
    valid_from = DateField(
        required=False, help_text="From when on this week counts; from today on if it is left out."
    )
