"""Rule: an exact number lies between its bounds and has the places that it may have."""

from decimal import Decimal

import pytest
from rest_framework.serializers import ValidationError

from chassis.numbers import NumberField

FIELD = NumberField(places=2, least="0.1", most="1000")


@pytest.mark.parametrize(("text", "number"), [("2.5", "2.50"), ("0.1", "0.10"), ("1000", "1000.00")])
def test_it_has_its_places(text, number):
    assert str(FIELD.run_validation(text)) == number
    assert FIELD.run_validation(text) == Decimal(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0.09", "min_value"),
        ("1000.01", "max_value"),
        ("9" * 27 + ".4", "max_value"),
        ("9" * 400, "max_value"),
    ],
)
def test_what_is_out_of_bounds_says_so_however_long_it_is(text, code):
    with pytest.raises(ValidationError) as refused:
        FIELD.run_validation(text)
    assert refused.value.get_codes() == [code]
