"""Phone numbers; apart from the other fields, because the numbering plans of the world take 3 MiB."""

from typing import Any

import phonenumbers

from chassis.errors import INVALID_PHONE
from chassis.fields import LineField


class PhoneField(LineField):
    """A phone number with its country, kept in E.164 (ITU-T): +49 30 901820 is +4930901820."""

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "help_text", "With the country, such as +49 30 901820; kept as +4930901820 (E.164)."
        )
        super().__init__(max_length=40, allow_blank=True, **options)

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if not text:
            return text
        number = canonical_phone(text)
        if number is None:
            raise INVALID_PHONE()
        return number


def phone_in_form(text: str) -> str:
    """A number in E.164; as it is if it is none."""
    return canonical_phone(text) or text


def canonical_phone(text: str) -> str | None:
    """A number in E.164; None if it is none, or lacks its country."""
    try:
        number = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return None
    if number.extension or not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
