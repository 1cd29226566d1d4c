"""That nobody is to be at two locations at once."""

from collections.abc import Iterator
from datetime import date, timedelta

from employees.errors import AT_TWO_LOCATIONS
from employees.local_time import A_DAY, earliest_today
from employees.models import Employee, Schedule

# The date at one location may be the next but one at another: UTC-12 beside UTC+14.
FARTHEST_APART = 2 * A_DAY
# Every clock that is put forward and back is so within it.
A_YEAR = timedelta(days=366)


def check_week(employee: Employee, valid_from: date) -> None:
    """Hold the dates to come on which this week counts to the rule of `check_dates`."""
    following = employee.working_weeks.filter(valid_from__gt=valid_from).order_by("valid_from").first()
    first = max(valid_from, earliest_today())
    until = first + A_YEAR
    check_dates(employee, first, min(until, following.valid_from) if following else until)


def check_date(employee: Employee, day: date) -> None:
    """Hold the hours of one date to the rule of `check_dates`."""
    check_dates(employee, day, day + A_DAY)


def check_dates(employee: Employee, first: date, until: date) -> None:
    """Look at what was just written, in its transaction.

    Rule: nobody works at two locations at once. Each location has its own clock, so hours are compared as
    instants, with those of the dates around them too, on every date of the year that follows: it has all
    changes of both clocks.
    Rule: where a location is given another zone later, hours may come to overlap. Then either can be booked,
    and never both: a technician's bookings do not overlap, wherever they are.
    Raises Unprocessable (422) at_two_locations.
    """
    schedule = Schedule(employee, first - FARTHEST_APART)
    if len(schedule.locations()) < 2:
        return
    work = {day: schedule.work_on(day) for day in dates(first - FARTHEST_APART, until + FARTHEST_APART)}
    for day in dates(first, until):
        around = dates(day - FARTHEST_APART, day + FARTHEST_APART + A_DAY)
        others = [one for other_day in around for one in work[other_day]]
        for here, span in work[day]:
            for there, other_span in others:
                if here != there and span.overlaps(other_span):
                    raise AT_TWO_LOCATIONS(date=day, one=here.name, other=there.name)


def dates(first: date, until: date) -> Iterator[date]:
    return (first + number * A_DAY for number in range((until - first).days))
