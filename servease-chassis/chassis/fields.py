"""The fields of every body and query, so that a value means the same in all services (docs/adr/0013).

chassis.api.serializers refuses Django REST framework's own where one of these says more. Phone numbers, whose
numbering plans take memory, are in chassis.phones.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar, TypeVar
from uuid import UUID

import idna
from django.core.exceptions import ValidationError as Invalid
from django.core.validators import RegexValidator, URLValidator, validate_email
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import APIException

from chassis.errors import IN_FUTURE, NO_OFFSET, OUT_OF_RANGE, UNKNOWN_COUNTRY, UNKNOWN_ZONE, Refusal
from chassis.money import MoneyField
from chassis.standards import COUNTRIES, time_zones
from chassis.text import clean, opaque

__all__ = ["MoneyField", "clean", "opaque"]

YEARS = range(1900, 2200)
CLOCK_TOLERANCE = timedelta(minutes=1)
INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?(?P<offset>[Zz]|[+-]\d\d:\d\d)?", re.ASCII
)
DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
COUNTRY = re.compile("[A-Z]{2}$")
INTEGER = re.compile(r"0|-?[1-9][0-9]{0,18}")
ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
QUOTED_FOR_NOTHING = re.compile(rf'"{ATOM}(\.{ATOM})*"|.*\\.*')
CLOCK = "^([01][0-9]|2[0-3]):[0-5][0-9]$"
CODE = "^[a-z0-9]+([_-][a-z0-9]+)*$"
LARGEST_INTEGER = 2**31 - 1

Day = TypeVar("Day", bound=date)


def refused(message: str, code: str) -> serializers.ValidationError:
    return serializers.ValidationError(message, code=code)


class TextField(serializers.CharField):
    """Text of several lines."""

    lines = True

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return clean(data, lines=self.lines)


class LineField(TextField):
    """Text of one line."""

    lines = False


class SecretField(serializers.CharField):
    """A password or a token: not trimmed, never shown."""

    def __init__(self, **options: Any) -> None:
        super().__init__(trim_whitespace=False, write_only=True, **options)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return data


class PatternField(LineField):
    """A line that a pattern describes. `says` tells what is wanted, to whoever sends something else."""

    def __init__(self, pattern: str, says: str, **options: Any) -> None:
        super().__init__(**options)
        self.validators.append(RegexValidator(pattern, says, "invalid", flags=re.ASCII))


class CodeField(PatternField):
    """A word that programs know a thing by, such as `oil-change`."""

    def __init__(self, **options: Any) -> None:
        options.pop("allow_unicode", None)  # From a model's SlugField.
        options.setdefault("max_length", 50)
        super().__init__(CODE, "Use small letters and digits, with single - or _ between them.", **options)


class CountryField(PatternField):
    """A country (ISO 3166-1 alpha-2), such as `DE`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "ISO 3166-1 alpha-2, such as DE.")
        super().__init__("^[A-Z]{2}$", "Give the country's two letters (ISO 3166-1), such as DE.", **options)

    def to_internal_value(self, data: Any) -> str:
        code = super().to_internal_value(data)
        if COUNTRY.match(code) and code not in COUNTRIES:
            raise UNKNOWN_COUNTRY()
        return code


class ZoneField(LineField):
    """A time zone as browsers know it (IANA), such as `Europe/Berlin`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 64)
        super().__init__(**options)

    def to_internal_value(self, data: Any) -> str:
        name = super().to_internal_value(data)
        if name not in time_zones():
            raise UNKNOWN_ZONE()
        return name


class EmailField(LineField):
    """An e-mail address in its one form: the name as typed, the domain in small ASCII letters (IDNA)."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 254)
        super().__init__(**options)
        # For the schema, which says `format: email` by it.
        self.validators.append(validate_email)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        address = canonical_email(data.strip())
        if address is None:
            raise refused("Give an e-mail address, such as anna@example.com.", "invalid")
        return address


class WebAddressField(LineField):
    """An address on the web."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators.append(URLValidator(message="Give an address on the web."))


class UUIDField(serializers.UUIDField):
    """An id, written as 8-4-4-4-12 hexadecimal digits."""

    def to_internal_value(self, data: Any) -> UUID:
        if not isinstance(data, str) or len(data) != 36 or not data.isascii():
            self.fail("invalid", value=data)
        return super().to_internal_value(data)


class BooleanField(serializers.BooleanField):
    """`true` or `false`; in a query `1` and `0` too."""

    IN_A_QUERY: ClassVar = {"true": True, "1": True, "false": False, "0": False}

    def to_internal_value(self, data: Any) -> bool:
        if isinstance(data, str) and comes_from_a_query(self):
            data = self.IN_A_QUERY.get(data)
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class IntegerField(serializers.IntegerField):
    """An integer of JSON, or in a query its ASCII digits: no text, no `true`, no `5.0`."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, str) and comes_from_a_query(self) and INTEGER.fullmatch(data):
            data = int(data)
        if type(data) is not int:
            self.fail("invalid")
        if abs(data) > LARGEST_INTEGER:
            raise refused("That number is too large to be kept.", "max_value" if data > 0 else "min_value")
        return data


class InstantField(serializers.DateTimeField):
    """An instant with its offset (RFC 3339). Without one we would have to guess whose clock is meant."""

    def to_internal_value(self, value: Any) -> datetime:
        return read_instant(value)


class DateField(serializers.DateField):
    """A date, such as 2026-11-22."""

    def to_internal_value(self, value: Any) -> date:
        return read_date(value)


@extend_schema_field({"type": "string", "pattern": CLOCK, "examples": ["08:00"]})
class ClockField(PatternField):
    """What the clock on the wall reads, without seconds, and without the offset of JSON Schema's `time`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(CLOCK, "Give the time as hours and minutes, such as 08:00.", **options)

    def run_validation(self, data: Any = serializers.empty) -> time:
        return time.fromisoformat(super().run_validation(data))

    def to_representation(self, value: time | str) -> str:
        return value if isinstance(value, str) else f"{value:%H:%M}"


def comes_from_a_query(field: serializers.Field) -> bool:
    """Whether what this field reads is text from an address. Serializers of bodies read JSON."""
    return getattr(field.root, "reads_text", False)


def read_instant(value: Any) -> datetime:
    """The instant that RFC 3339 text names, in UTC; a 400 if it names none."""
    found = INSTANT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise refused("Give an instant as in 2026-11-22T09:30:00Z (RFC 3339).", "invalid")
    if not found["offset"]:
        raise NO_OFFSET()
    try:
        instant = datetime.fromisoformat(value.upper()).astimezone(UTC)
    except OverflowError as error:
        raise _out_of_range() from error
    except ValueError as error:
        raise refused("There is no such instant in the calendar.", "invalid") from error
    return _in_our_years(instant)


def read_date(value: Any) -> date:
    """The date that text names; a 400 if it names none."""
    if not isinstance(value, str) or not DATE.fullmatch(value):
        raise refused("Give a date as in 2026-11-22.", "invalid")
    try:
        return _in_our_years(date.fromisoformat(value))
    except ValueError as error:
        raise refused("There is no such date in the calendar.", "invalid") from error


def _in_our_years(day: Day) -> Day:
    if day.year not in YEARS:
        raise _out_of_range()
    return day


def _out_of_range() -> APIException:
    return OUT_OF_RANGE(first=YEARS[0], last=YEARS[-1])


def not_in_future(instant: datetime, refusal: Refusal = IN_FUTURE) -> datetime:
    """Hold an instant to the past. A minute is forgiven: clocks of clients are not exact."""
    if instant > timezone.now() + CLOCK_TOLERANCE:
        raise refusal()
    return instant


def address_in_form(address: str) -> str:
    """An address in its one form; as it is if it is none, so that it is found by none."""
    return canonical_email(address) or address


def canonical_email(address: str) -> str | None:
    """An address with its domain as the mail system compares it; None if it is no address.

    Müller.DE, müller.de and xn--mller-kva.de are one domain. The name before the @ is its host's affair, but
    has no control characters, in quotes neither, and no quotes or backslashes that change nothing, for those
    make many addresses of one mailbox (RFC 5321, 4.1.2). A host has a name: mail that anybody may have sent
    goes to no machine by its number.
    """
    name, _, domain = address.rpartition("@")
    try:
        if not domain.isascii() or "xn--" in domain.lower():
            domain = idna.encode(domain, uts46=True).decode()
        canonical = f"{name}@{domain.lower()}"
        # ASCII only: the pattern of validate_email takes ſ for an s.
        validate_email(canonical)
    except (idna.IDNAError, Invalid, UnicodeError):
        return None
    if QUOTED_FOR_NOTHING.fullmatch(name) or domain.startswith("["):
        return None
    return canonical if canonical.isascii() and canonical.isprintable() else None
