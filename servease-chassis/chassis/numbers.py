"""Exact numbers, on the wire as text: what JSON calls a number is binary to many who read it."""

import re
from decimal import Decimal
from typing import Any

from chassis.fields import PatternField, refused


class NumberField(PatternField):
    """An exact number that is not negative, such as `2.5`, validated to a Decimal.

    `places` are the decimal places that it may have, and then has; it lies between `least` and `most`.
    """

    def __init__(self, *, places: int, most: str, least: str = "0", **options: Any) -> None:
        self.number = rf"^(0|[1-9][0-9]*)(\.[0-9]{{1,{places}}})?$"
        self.smallest = Decimal(1).scaleb(-places)
        self.least, self.most = Decimal(least), Decimal(most)
        says = f"Give a number as text with at most {places} decimal places, such as 2.5."
        super().__init__(self.number, says, **options)

    def to_internal_value(self, data: Any) -> Decimal:  # type: ignore[override]
        text = super().to_internal_value(data)
        if not re.fullmatch(self.number, text, re.ASCII):
            return text  # type: ignore[return-value]  # The validator says what is wrong with it.
        number = Decimal(text)
        if number < self.least:
            raise refused(f"It must be at least {self.least}.", "min_value")
        if number > self.most:
            raise refused(f"It must be at most {self.most}.", "max_value")
        # Only now, for there are numbers with more digits than this can keep.
        return number.quantize(self.smallest)
