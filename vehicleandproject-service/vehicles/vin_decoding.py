"""What a vehicle identification number says by itself (ISO 3779, ISO 3780, SAE J853)."""

from dataclasses import dataclass

from django.utils import timezone
from vininfo.dicts import COUNTRIES, REGIONS, WMI

from vehicles import vin

# Where the table of vininfo is wrong or silent: codes of makers (WMI), of which the longest counts.
CORRECTIONS = {
    "1M8": "Motor Coach Industries",
    "2M9": "Motor Coach Industries",
    "KMH": "Hyundai",
    "KMF": "Hyundai",
    "WP0": "Porsche",
    "ZFA": "Fiat",
    "ZFC": "Iveco",
}
YEAR_CODES = "ABCDEFGHJKLMNPRSTVWXY123456789"
FIRST_YEAR = 1980
YEAR_POSITION, PLANT_POSITION, GENERATION_POSITION = 9, 10, 6


@dataclass(frozen=True)
class Decoded:
    """What the number says; empty or None where it does not.

    `model_years` are those that its tenth character stands for until next year, newest first; the code comes
    again after thirty years. `model_year` is the one, where that is certain.
    """

    vin: str
    make: str
    region: str
    country: str
    model_year: int | None
    model_years: list[int]
    plant_code: str
    check_digit_is_right: bool


def decode(number: str) -> Decoded:
    """Read a well-formed number.

    Outside North America makers need not code year and plant, nor have a check digit: what they put there
    instead cannot be known for such.
    """
    years = _years(number)
    return Decoded(
        vin=number,
        make=_make(number),
        region=next((region for codes, region in REGIONS.items() if number[0] in codes), ""),
        country=COUNTRIES.get(number[:2]) or "",
        model_year=_certain(number, years),
        model_years=years,
        plant_code=number[PLANT_POSITION],
        check_digit_is_right=vin.has_valid_check_digit(number),
    )


def _make(number: str) -> str:
    for table in (CORRECTIONS, WMI):
        for code in (number[:3], number[:2]):
            if maker := table.get(code):
                return maker if isinstance(maker, str) else maker.title
    return ""


def _years(number: str) -> list[int]:
    code = number[YEAR_POSITION]
    if code not in YEAR_CODES:
        return []
    first = FIRST_YEAR + YEAR_CODES.index(code)
    return list(range(first, timezone.now().year + 2, len(YEAR_CODES)))[::-1]


def _certain(number: str, years: list[int]) -> int | None:
    """49 CFR 565.15: of cars and light trucks a letter in the seventh place means 2010 and later.

    Heavier vehicles have either there, so that a digit tells only for those years that are over for all.
    """
    if len(years) == 1:
        return years[0]
    if number[0] in vin.NORTH_AMERICA and years:
        later, earlier = years[0], years[-1]
        return later if number[GENERATION_POSITION].isalpha() else earlier
    return None
