"""What customers are lent: for longer, and back again."""

from uuid import UUID

from rest_framework.request import Request

from appointments import actions
from appointments.errors import LENT_TO_ANOTHER, NOT_LATER, NOTHING_LENT
from appointments.lending_serializers import LendUntilSerializer
from appointments.models import Appointment
from appointments.serializers import AppointmentSerializer
from chassis.api.operations import operation
from chassis.api.permissions import IsStaff
from chassis.api.views import View


class LendUntilView(View):
    access = {"POST": IsStaff}
    names = {"POST": "lendUntil"}

    @operation(
        request=LendUntilSerializer,
        response=AppointmentSerializer,
        idempotent=True,
        refuses=[NOTHING_LENT, NOT_LATER, LENT_TO_ANOTHER],
    )
    def post(self, request: Request, data: dict, appointment_id: UUID) -> Appointment:
        """Let a customer have what they are lent until another moment.

        409 lent_to_another names the appointment whose customer is to have it before that.
        """
        return actions.lend_until(request.user, appointment_id, data, store_reply=self.store_reply)


class TakeBackView(View):
    access = {"POST": IsStaff}
    names = {"POST": "takeBack"}

    @operation(response=AppointmentSerializer, idempotent=True, refuses=[NOTHING_LENT])
    def post(self, request: Request, appointment_id: UUID) -> Appointment:
        """Note that what was lent is back; it is free from now on."""
        return actions.take_back(request.user, appointment_id, store_reply=self.store_reply)
