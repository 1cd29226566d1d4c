"""By which hours an employee works: those of a date, or else of the week that counts then."""

from datetime import date
from typing import NamedTuple

from employees.local_time import A_DAY, Span, earliest_today, span
from employees.models.employee import Employee
from employees.models.location import DEFAULT_LOCATION_ID, Location
from employees.models.working_hours import ALWAYS, ExceptionalDay, Stretch, WorkingHours


class Week(NamedTuple):
    """The hours that count from a date on, until the next week does."""

    valid_from: date
    working_hours: list[WorkingHours]


class Schedule:
    """An employee's weeks and exceptions, from a date on."""

    def __init__(self, employee: Employee, since: date) -> None:
        self.weeks = weeks_from(employee, since)
        self.exceptions = exceptions_from(employee, since)
        self._by_date = {exception.date: exception for exception in self.exceptions}

    def week_on(self, day: date) -> Week:
        return next(week for week in reversed(self.weeks) if week.valid_from <= day)

    def hours_on(self, day: date) -> list[Stretch]:
        if exception := self._by_date.get(day):
            return list(exception.working_hours.all())
        return [hours for hours in self.week_on(day).working_hours if hours.weekday == day.weekday()]

    def work_on(self, day: date) -> list[tuple[Location, Span]]:
        """Where and when the employee works on a date, which is that of each location's own clock."""
        return [
            (hours.location, span(day, hours.start_minute, hours.end_minute, hours.location.zone))
            for hours in self.hours_on(day)
        ]

    def locations(self) -> set[Location]:
        weeks = {hours.location for week in self.weeks for hours in week.working_hours}
        return weeks | {hours.location for day in self.exceptions for hours in day.working_hours.all()}

    def locations_around(self, day: date) -> set[Location]:
        """Those of the week that counts on a date, and of the date itself."""
        hours = [*self.week_on(day).working_hours, *self.hours_on(day)]
        return {stretch.location for stretch in hours} or {default_location()}

    def today(self) -> date:
        """The first date that is not over wherever the employee works by these hours.

        It needs those from `earliest_today` on.
        """
        day = earliest_today()
        while all(location.today() > day for location in self.locations_around(day)):
            day += A_DAY
        return day


def default_location() -> Location:
    return Location.objects.get(pk=DEFAULT_LOCATION_ID)


def today_of(employee: Employee) -> date:
    """Which date it is for an employee."""
    return Schedule(employee, earliest_today()).today()


def weeks_from(employee: Employee, day: date) -> list[Week]:
    """The week that counts on a date, and those that follow it."""
    dates = [ALWAYS, *employee.working_weeks.order_by("valid_from").values_list("valid_from", flat=True)]
    present = max(valid_from for valid_from in dates if valid_from <= day)
    hours: dict[date, list[WorkingHours]] = {valid_from: [] for valid_from in dates if valid_from >= present}
    for row in employee.working_hours.filter(valid_from__gte=present).select_related("location"):
        hours[row.valid_from].append(row)
    return [Week(valid_from, rows) for valid_from, rows in hours.items()]


def exceptions_from(employee: Employee, day: date) -> list[ExceptionalDay]:
    """The dates with other hours than the week's, from one on."""
    days = employee.exceptional_days.filter(date__gte=day)
    return list(days.prefetch_related("working_hours__location"))


def hours_on(employee: Employee, day: date) -> tuple[list[Stretch], bool]:
    """When an employee works on a date, and whether that is an exception."""
    exception = employee.exceptional_days.filter(date=day).first()
    if exception:
        return list(exception.working_hours.all()), True
    week = weeks_from(employee, day)[0]
    return [hours for hours in week.working_hours if hours.weekday == day.weekday()], False
