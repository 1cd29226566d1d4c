from typing import Any

from django.utils import timezone
from rest_framework.request import Request

from board.board import board_at
from board.serializers import BoardQuery, BoardSerializer
from chassis.api.operations import operation
from chassis.api.permissions import IsStaff
from chassis.api.views import View


class BoardView(View):
    access = {"GET": IsStaff}
    names = {"GET": "readBoard"}

    @operation(query=BoardQuery, response=BoardSerializer)
    def get(self, request: Request, params: dict) -> dict[str, Any]:
        """Read every open project by stage, with bay, technicians, progress, ETA and what it waits for.

        It is not in pages: what is open is what is in the workshop. Whoever follows the events of the topic
        `board` reads it again on each, with the ETag.
        """
        return board_at(timezone.now(), params.get("location_id"))
