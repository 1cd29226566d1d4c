"""When the work takes longer than it was to."""

from uuid import UUID

from drf_spectacular.utils import extend_schema_serializer
from rest_framework.request import Request

from appointments import actions, examples
from appointments.errors import IN_THE_WAY, NOT_LATER, TOO_LONG
from appointments.models import Appointment
from appointments.serializers import AppointmentSerializer
from chassis.api.operations import operation
from chassis.api.permissions import IsStaff
from chassis.api.serializers import Serializer
from chassis.api.views import View
from chassis.fields import InstantField, LineField
from chassis.transitions import ILLEGAL_TRANSITION


@extend_schema_serializer(examples=[examples.EXTEND])
class ExtendAppointmentSerializer(Serializer):
    end = InstantField(help_text="When the work will be over: later than it was to be, by a day at most.")
    reason = LineField(
        required=False, allow_blank=True, max_length=500, help_text="The customer can read it in the history."
    )


class ExtendView(View):
    access = {"POST": IsStaff}

    @operation(
        request=ExtendAppointmentSerializer,
        response=AppointmentSerializer,
        idempotent=True,
        refuses=[ILLEGAL_TRANSITION, NOT_LATER, TOO_LONG, IN_THE_WAY],
    )
    def post(self, request: Request, data: dict, appointment_id: UUID) -> Appointment:
        """Let the work on a vehicle that is here take longer.

        Its bay, its equipment and its technician stay in use, after closing time too. 409 in_the_way names
        what takes them then, and nothing changes.
        """
        return actions.extend(request.user, appointment_id, data, store_reply=self.store_reply)
