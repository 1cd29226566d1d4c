"""What the staff do about bookings under which the calendar has changed."""

from uuid import UUID

from rest_framework.request import Request

from appointments import actions
from appointments.attention_serializers import AcceptSerializer
from appointments.errors import NEEDS_NO_ATTENTION
from appointments.models import Appointment
from appointments.serializers import AppointmentSerializer
from chassis.api.operations import operation
from chassis.api.permissions import IsStaff
from chassis.api.views import View


class AcceptView(View):
    access = {"POST": IsStaff}

    @operation(
        request=AcceptSerializer,
        response=AppointmentSerializer,
        idempotent=True,
        refuses=[NEEDS_NO_ATTENTION],
    )
    def post(self, request: Request, data: dict, appointment_id: UUID) -> Appointment:
        """Keep a booking as it is, although the calendar has changed under it.

        It needs attention no more for what is accepted, until that becomes different.
        """
        return actions.accept(request.user, appointment_id, data, store_reply=self.store_reply)
