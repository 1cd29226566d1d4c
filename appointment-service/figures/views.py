from typing import Any

from rest_framework.request import Request

from chassis.api.operations import operation
from chassis.api.permissions import May
from chassis.api.views import View
from chassis.auth import Permission
from figures import actions
from figures.serializers import FiguresQuery, FiguresSerializer


class FiguresView(View):
    access = {"GET": May(Permission.SEE_COST)}
    names = {"GET": "readFigures"}

    @operation(query=FiguresQuery, response=FiguresSerializer)
    def get(self, request: Request, params: dict) -> dict[str, Any]:
        """Read what bookings come to: use of bays and technicians, no-shows, lead time, revenue.

        A booking counts on the date on which it starts. What could be used is so by the calendar as it stands
        now, in which time off that is over is not known any more.
        """
        return actions.figures(params)
