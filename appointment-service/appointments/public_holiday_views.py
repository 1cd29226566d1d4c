"""Public holidays, proposed and taken over."""

from typing import Any

from rest_framework.request import Request

from appointments import actions
from appointments.public_holiday_serializers import (
    PublicHolidaysQuery,
    PublicHolidaysSerializer,
    TakenOverHolidaysSerializer,
    TakeOverPublicHolidaysSerializer,
)
from chassis.api.operations import operation
from chassis.api.permissions import IsStaff, May
from chassis.api.views import View
from chassis.auth import Permission


class PublicHolidaysView(View):
    access = {"GET": IsStaff, "POST": May(Permission.MANAGE_CALENDAR)}
    names = {"GET": "listPublicHolidays", "POST": "takeOverPublicHolidays"}

    @operation(query=PublicHolidaysQuery, response=PublicHolidaysSerializer)
    def get(self, request: Request, params: dict) -> dict[str, Any]:
        """List the public holidays to come where a location is.

        By its country and region. They are proposals: the location is closed on those that are taken over.
        """
        return actions.proposed_holidays(params)

    @operation(request=TakeOverPublicHolidaysSerializer, response=TakenOverHolidaysSerializer)
    def post(self, request: Request, data: dict) -> dict[str, Any]:
        """Close a location on public holidays.

        Each becomes a closure of the whole day, once, however often it is taken over. The answer counts the
        bookings that each hits and names the first hundred. To open the location again, remove the closure.
        """
        return actions.take_over_holidays(data)
