"""Dates on which a location is not open as in its week."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request

from appointments import actions
from appointments.exceptional_day_serializers import (
    ExceptionalDayFilters,
    ExceptionalOpeningSerializer,
    OpeningDaySerializer,
    ReplaceOpeningDaySerializer,
)
from chassis.api.operations import listing, operation
from chassis.api.permissions import IsSignedIn, IsStaff, May
from chassis.api.views import View
from chassis.auth import Permission
from resources.errors import OVERLAPPING
from resources.locations import location_of
from resources.models import ExceptionalDay
from resources.serializers import LocationQuery

CHANGES_IT = May(Permission.MANAGE_CALENDAR)


class ExceptionalDaysView(View):
    access = {"GET": IsSignedIn}
    names = {"GET": "listOpeningExceptions"}

    @listing(
        response=ExceptionalOpeningSerializer,
        filters=ExceptionalDayFilters,
        ordering=("date",),
        default_ordering="date",
    )
    def get(self, request: Request) -> QuerySet[ExceptionalDay]:
        """List the dates with opening hours of their own."""
        return ExceptionalDay.objects.all()


class ExceptionalDayView(View):
    access = {"GET": IsStaff, "PUT": CHANGES_IT, "DELETE": CHANGES_IT}
    names = {"GET": "readOpeningDay", "PUT": "replaceOpeningDay", "DELETE": "removeOpeningDay"}

    @operation(query=LocationQuery, response=OpeningDaySerializer)
    def get(self, request: Request, date: date, params: dict) -> dict[str, Any]:
        """Read when a location is open on a date: by hours of its own, or by the week's.

        Bookings of that date that are outside of its hours are counted, and the first hundred named.
        """
        return actions.opening_day(location_of(params), date)

    @operation(
        request=ReplaceOpeningDaySerializer,
        query=LocationQuery,
        response=OpeningDaySerializer,
        refuses=[OVERLAPPING],
    )
    def put(self, request: Request, date: date, data: dict, params: dict) -> dict[str, Any]:
        """Give a date opening hours of its own, instead of the week's; with none of them it is closed.

        The answer counts the bookings that are outside of them, and names the first hundred.
        """
        return actions.replace_opening_day(
            location_of(params), date, data, check_precondition=self.check_precondition
        )

    @operation(query=LocationQuery, response=OpeningDaySerializer)
    def delete(self, request: Request, date: date, params: dict) -> dict[str, Any]:
        """Let the week's hours count on a date again.

        The answer counts the bookings that are outside of them, and names the first hundred.
        """
        return actions.remove_opening_day(
            location_of(params), date, check_precondition=self.check_precondition
        )
