from typing import Any

from rest_framework.request import Request

from chassis.api.operations import operation
from chassis.api.permissions import May
from chassis.api.views import View
from chassis.auth import Permission
from projects.comeback_serializers import ComebacksQuery, ComebacksSerializer
from projects.comebacks import comeback_rates


class ComebacksView(View):
    access = {"GET": May(Permission.ASSIGN_WORK)}
    names = {"GET": "readComebacks"}

    @operation(query=ComebacksQuery, response=ComebacksSerializer)
    def get(self, request: Request, params: dict) -> dict[str, Any]:
        """Read how much of their work comes back, by technician.

        Work counts on the date on which it was handed over, for each who did a task or logged time.
        """
        return comeback_rates(params)
