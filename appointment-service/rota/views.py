from typing import Any

from rest_framework.request import Request

from chassis.api.operations import operation
from chassis.api.permissions import IsStaff
from chassis.api.views import View
from rota import actions
from rota.serializers import RotaQuery, RotaSerializer


class RotaView(View):
    access = {"GET": IsStaff}

    @operation(query=RotaQuery, response=RotaSerializer)
    def get(self, request: Request, params: dict) -> dict[str, Any]:
        """Compare whom bookings need with who is at work, by hour and skill.

        A booking needs a technician also when its own is away, so that leave makes a gap.
        """
        return actions.planned(params)
