"""The check digit of 49 CFR 565.15, by numbers from its own examples and from real cars."""

import pytest

from vehicles import vin


@pytest.mark.parametrize("number", ["1M8GDM9AXKP042788", "1HGCM82633A004352", "11111111111111111"])
def test_a_right_number_passes(number):
    assert vin.is_well_formed(number)
    assert vin.has_valid_check_digit(number)


@pytest.mark.parametrize("position", range(17))
def test_one_wrong_character_is_found(position):
    number = "1M8GDM9AXKP042788"
    wrong = number[:position] + ("2" if number[position] == "1" else "1") + number[position + 1 :]
    if vin.VALUES[wrong[position]] != vin.VALUES[number[position]]:
        assert not vin.has_valid_check_digit(wrong)


@pytest.mark.parametrize("number", ["", "1M8GDM9AXKP04278", "1M8GDM9AXKP0427888", "IOQ11111111111111"])
def test_other_forms_are_no_vin(number):
    assert not vin.is_well_formed(number)
