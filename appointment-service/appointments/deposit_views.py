"""Deposits, and what waits for them."""

from uuid import UUID

from rest_framework.request import Request

from appointments import actions
from appointments.deposit_serializers import ConfirmAppointmentSerializer
from appointments.errors import APPOINTMENT_OVER, DEPOSIT_REQUIRED, MAY_NOT_OVERRIDE, NO_DEPOSIT
from appointments.models import Appointment
from appointments.serializers import AppointmentSerializer
from chassis.api.operations import operation
from chassis.api.permissions import IsStaff, May
from chassis.api.views import View
from chassis.auth import Permission
from chassis.transitions import ILLEGAL_TRANSITION


class ConfirmView(View):
    access = {"POST": IsStaff}

    @operation(
        request=ConfirmAppointmentSerializer,
        response=AppointmentSerializer,
        idempotent=True,
        refuses=[ILLEGAL_TRANSITION, DEPOSIT_REQUIRED, MAY_NOT_OVERRIDE],
    )
    def post(self, request: Request, data: dict, appointment_id: UUID) -> Appointment:
        """Confirm a booking.

        409 deposit_required says what is to be received first. Until then it is pending, and keeps its time;
        whoever may override a policy confirms it all the same, with an override_reason.
        """
        return actions.confirm(request.user, appointment_id, data, store_reply=self.store_reply)


class DepositView(View):
    access = {"POST": May(Permission.TAKE_PAYMENT)}
    names = {"POST": "receiveDeposit"}

    @operation(response=AppointmentSerializer, idempotent=True, refuses=[NO_DEPOSIT, APPOINTMENT_OVER])
    def post(self, request: Request, appointment_id: UUID) -> Appointment:
        """Note that the deposit of a booking was received; the booking can be confirmed then.

        To note it again changes nothing, and is answered with the appointment as it is.
        """
        return actions.receive_deposit(request.user, appointment_id, store_reply=self.store_reply)
