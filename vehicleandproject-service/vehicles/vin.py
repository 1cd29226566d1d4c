"""Vehicle identification numbers (ISO 3779); North America requires the check digit of 49 CFR 565.15."""

import re

FORM = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
CHECK_POSITION = 8
# The first characters of makers there (ISO 3780).
NORTH_AMERICA = "12345"
WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
VALUES = {str(digit): digit for digit in range(10)} | dict(
    zip(
        "ABCDEFGHJKLMNPRSTUVWXYZ",
        (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9),
        strict=True,
    )
)


def is_well_formed(vin: str) -> bool:
    return FORM.fullmatch(vin) is not None


def check_digit(vin: str) -> str:
    """What the ninth character of a well-formed VIN must be."""
    remainder = sum(VALUES[character] * weight for character, weight in zip(vin, WEIGHTS, strict=True)) % 11
    return "X" if remainder == 10 else str(remainder)


def has_valid_check_digit(vin: str) -> bool:
    return vin[CHECK_POSITION] == check_digit(vin)
