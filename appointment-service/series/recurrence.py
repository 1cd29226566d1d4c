"""The dates of a series, by the rules of RFC 5545."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule

from series.errors import NO_DATES, NOT_OF_THE_SERIES, SERIES_TOO_LONG
from series.statuses import Frequency

MOST_DATES = 104
LONGEST = timedelta(days=731)
FREQUENCIES = {Frequency.DAILY: DAILY, Frequency.WEEKLY: WEEKLY, Frequency.MONTHLY: MONTHLY}


def dates_of(
    first: date,
    frequency: str,
    interval: int,
    *,
    until: date | None,
    count: int | None,
    exceptions: Collection[date],
) -> list[date]:
    """Rule: a series has the first date and those that follow by its frequency, without its exceptions, which
    count; a month without such a day is passed over.
    Raises InvalidField (400) where there is none, or too many, or an exception is no date of the series.
    """
    rule = rrule(
        FREQUENCIES[Frequency(frequency)],
        dtstart=datetime.combine(first, time.min),
        interval=interval,
        count=count,
        until=until and datetime.combine(until, time.min),
    )
    days = [moment.date() for moment in islice(rule, MOST_DATES + 1)]
    if len(days) > MOST_DATES or (days and days[-1] - first > LONGEST):
        raise SERIES_TOO_LONG(field="count" if count else "until", dates=MOST_DATES)
    if not set(exceptions) <= set(days):
        raise NOT_OF_THE_SERIES(field="exceptions")
    kept = [day for day in days if day not in exceptions]
    if not kept:
        raise NO_DATES(field="exceptions" if exceptions else "until")
    return kept
