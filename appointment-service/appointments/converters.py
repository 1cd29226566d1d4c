"""What stands in paths, beside ids."""

from datetime import date

from rest_framework.exceptions import APIException

from chassis.fields import DATE, read_date


class DateConverter:
    """A date, such as 2026-12-24. What is none is no address: 404."""

    regex = DATE.pattern

    def to_python(self, value: str) -> date:
        try:
            return read_date(value)
        except APIException as error:
            raise ValueError(value) from error

    def to_url(self, value: date) -> str:
        return value.isoformat()
