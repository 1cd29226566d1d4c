"""The dates of a series, held against the definition."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import ValidationError

from series.recurrence import LONGEST, MOST_DATES, dates_of

DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))


def walked(first: date, frequency: str, interval: int) -> list[date]:
    """Day by day, for longer than any series lasts."""
    days = [first + timedelta(days=number) for number in range(800)]
    if frequency == "monthly":
        since = [(day.year - first.year) * 12 + day.month - first.month for day in days]
        return [
            day
            for day, months in zip(days, since, strict=True)
            if day.day == first.day and months % interval == 0
        ]
    return days[:: interval * (7 if frequency == "weekly" else 1)]


@given(
    first=DAYS,
    frequency=st.sampled_from(["daily", "weekly", "monthly"]),
    interval=st.integers(1, 40),
    count=st.integers(1, MOST_DATES),
    by_count=st.booleans(),
    lasting=st.integers(-3, 760),
    left_out=st.sets(st.integers(0, MOST_DATES), max_size=5),
)
def test_a_series_has_the_dates_of_its_rule(first, frequency, interval, count, by_count, lasting, left_out):
    every = walked(first, frequency, interval)
    until = first + timedelta(days=lasting)
    wanted = every[:count] if by_count else [day for day in every if day <= until]
    exceptions = {wanted[number] for number in left_out if number < len(wanted)}
    kept = [day for day in wanted if day not in exceptions]
    end = {"until": None, "count": count} if by_count else {"until": until, "count": None}
    whole = not by_count or len(wanted) == count
    possible = 0 < len(wanted) <= MOST_DATES and wanted[-1] - first <= LONGEST and whole and kept
    try:
        found = dates_of(first, frequency, interval, **end, exceptions=exceptions)
    except ValidationError:
        assert not possible
    else:
        assert found == kept


def test_a_month_without_such_a_day_is_passed_over():
    days = dates_of(date(2027, 1, 31), "monthly", 1, until=None, count=4, exceptions=[])
    assert [day.isoformat() for day in days] == ["2027-01-31", "2027-03-31", "2027-05-31", "2027-07-31"]


@pytest.mark.parametrize("count", [MOST_DATES])
def test_two_years_of_weeks_are_a_series(count):
    days = dates_of(date(2026, 11, 24), "weekly", 1, until=None, count=count, exceptions=[])
    assert len(days) == 104
