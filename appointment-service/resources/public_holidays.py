"""The public holidays of countries and their regions, as the library `holidays` has them.

It is imported by whoever asks: 8 MiB of each process that would, and hardly anybody does.
"""

from collections.abc import Iterable
from datetime import date


def is_region(region: str, country: str) -> bool:
    """Whether a country has a region of this code, such as BY in DE."""
    from holidays import country_holidays

    return bool(country) and region in country_holidays(country).subdivisions


def public_holidays(country: str, region: str, years: Iterable[int]) -> dict[date, str]:
    """The holidays of these years in their order, each with its name in a language of the country."""
    from holidays import country_holidays

    if not country:
        return {}
    # Without a language it would be that of the environment.
    language = country_holidays(country).default_language
    found = country_holidays(country, subdiv=region or None, years=years, language=language)
    return dict(sorted(found.items()))
