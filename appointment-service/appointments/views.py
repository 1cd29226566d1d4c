from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from appointments import actions
from appointments.errors import (
    APPOINTMENT_OVER,
    BUSY,
    DEADLINE_PASSED,
    EMAIL_UNVERIFIED,
    HOLD_LOST,
    LIMITS,
    MAY_NOT_OVERRIDE,
    NO_PLACE,
    NO_WORK_ORDER_YET,
    NOT_AT_WORK,
    NOT_BEGUN,
    TOO_EARLY,
    TOO_LATE,
    TOO_MANY_HOLDS,
    TOO_MANY_THAT_DAY,
    UNBOOKABLE,
    UNSKILLED,
)
from appointments.examples import APPOINTMENT, BOOKING, HOLD, SLOTS
from appointments.models import Appointment, AppointmentTransition, Hold
from appointments.permissions import appointments_visible_to, history_visible_to, holds_of
from appointments.serializers import (
    AppointmentFilters,
    AppointmentSerializer,
    AppointmentTransitionSerializer,
    AssignAppointmentSerializer,
    BookAppointmentSerializer,
    CancelAppointmentSerializer,
    ChangeAppointmentSerializer,
    CheckInAppointmentSerializer,
    RescheduleAppointmentSerializer,
)
from appointments.slot_serializers import FreeSlotsSerializer, HoldSerializer, HoldSlotSerializer, SlotsQuery
from appointments.work_order_errors import ESTIMATE_NEEDED, LINES_UNDECIDED, TASKS_OPEN
from chassis.api.operations import listing, operation
from chassis.api.permissions import IsSignedIn, IsStaff, May
from chassis.api.views import View
from chassis.auth import Permission
from chassis.transitions import ILLEGAL_TRANSITION

WORKSHOP = "vehicleandproject-service"


class SlotsView(View):
    access = {"GET": IsSignedIn}
    names = {"GET": "listSlots"}

    @extend_schema(responses={200: FreeSlotsSerializer})
    @operation(query=SlotsQuery, examples=[SLOTS])
    def get(self, request: Request, params: dict) -> dict:
        """List the free slots of a service, or of several in one visit.

        A slot is offered if and only if booking it would succeed at this moment.
        """
        return actions.free_slots(params, explain=params.get("explain", False))


class HoldsView(View):
    access = {"GET": IsSignedIn, "POST": IsSignedIn}
    names = {"POST": "holdSlot"}

    @listing(response=HoldSerializer, ordering=("start",), default_ordering="start")
    def get(self, request: Request) -> QuerySet[Hold]:
        """List the slots that you hold."""
        return holds_of(request.user, timezone.now())

    @operation(
        request=HoldSlotSerializer,
        response=HoldSerializer,
        status=201,
        idempotent=True,
        refuses=[*UNBOOKABLE, EMAIL_UNVERIFIED, *LIMITS, TOO_MANY_HOLDS],
        examples=HOLD,
    )
    def post(self, request: Request, data: dict) -> Hold:
        """Keep a slot for ten minutes.

        409 slot_taken or not_a_slot comes with `alternatives`, the next three starts that can be booked; 409
        own_hold names the hold of yours that is in the way.
        """
        return actions.hold(request.user, data, store_reply=self.store_reply)


class HoldView(View):
    access = {"GET": IsSignedIn, "DELETE": IsSignedIn}
    names = {"DELETE": "releaseSlot"}

    @operation(response=HoldSerializer)
    def get(self, request: Request, hold_id: UUID) -> QuerySet[Hold]:
        """Read a hold of yours."""
        return holds_of(request.user, timezone.now()).filter(pk=hold_id)

    @operation(status=204)
    def delete(self, request: Request, hold_id: UUID) -> None:
        """Release a slot that you hold."""
        actions.release_hold(request.user, hold_id, check_precondition=self.check_precondition)


class AppointmentsView(View):
    access = {"GET": IsSignedIn, "POST": IsSignedIn}
    names = {"POST": "bookAppointment"}

    @listing(
        response=AppointmentSerializer,
        filters=AppointmentFilters,
        ordering={"created_at": "id", "start": "start"},
        keeps_sql=True,
    )
    def get(self, request: Request) -> QuerySet[Appointment]:
        """List the appointments you may see."""
        return appointments_visible_to(request.user)

    @operation(
        request=BookAppointmentSerializer,
        response=AppointmentSerializer,
        status=201,
        idempotent=True,
        refuses=[*NO_PLACE, *LIMITS, *HOLD_LOST, EMAIL_UNVERIFIED, MAY_NOT_OVERRIDE],
        upstreams=[WORKSHOP],
        examples=[*BOOKING, APPOINTMENT],
    )
    def post(self, request: Request, data: dict) -> Appointment:
        """Book an appointment.

        Customers book for their own vehicles, staff for a vehicle's owner. `services` names several in place
        of one `service_type`: all of them are booked, or nothing is. 409 slot_taken, not_a_slot or
        vehicle_taken comes with `alternatives`, the next three starts that can be booked. For a walk-in or an
        emergency whoever may override a policy gives an override_reason: any minute from now on can then be
        its start, if the location is open and all that it needs is free.
        """
        return actions.book(request.user, data, store_reply=self.store_reply)


class AppointmentView(View):
    access = {"GET": IsSignedIn, "PATCH": IsSignedIn}

    @operation(response=AppointmentSerializer, examples=[APPOINTMENT], keeps_sql=True)
    def get(self, request: Request, appointment_id: UUID) -> QuerySet[Appointment]:
        """Read an appointment."""
        return appointments_visible_to(request.user).filter(pk=appointment_id)

    @operation(
        request=ChangeAppointmentSerializer, response=AppointmentSerializer, refuses=[APPOINTMENT_OVER]
    )
    def patch(self, request: Request, data: dict, appointment_id: UUID) -> Appointment:
        """Change an appointment's notes."""
        return actions.change(request.user, appointment_id, data, check_precondition=self.check_precondition)


class CancelView(View):
    access = {"POST": IsSignedIn}

    @operation(
        request=CancelAppointmentSerializer,
        response=AppointmentSerializer,
        idempotent=True,
        refuses=[ILLEGAL_TRANSITION, DEADLINE_PASSED, NO_WORK_ORDER_YET],
        upstreams=[WORKSHOP],
    )
    def post(self, request: Request, data: dict, appointment_id: UUID) -> Appointment:
        """Cancel an appointment.

        Customers until the deadline of the policy (409 deadline_passed), staff at any time with a reason.
        Once the vehicle is checked in its project is cancelled with it, or refuses.
        """
        key = request.headers.get("Idempotency-Key", "")
        return actions.cancel(request.user, appointment_id, data, key=key, store_reply=self.store_reply)


class RescheduleView(View):
    access = {"POST": IsSignedIn}

    @operation(
        request=RescheduleAppointmentSerializer,
        response=AppointmentSerializer,
        idempotent=True,
        refuses=[*NO_PLACE, MAY_NOT_OVERRIDE, ILLEGAL_TRANSITION, DEADLINE_PASSED, TOO_MANY_THAT_DAY],
    )
    def post(self, request: Request, data: dict, appointment_id: UUID) -> Appointment:
        """Move an appointment to another start; it keeps the old one if that fails.

        What was confirmed is to be confirmed anew when its customer moves it. With an override_reason it is
        moved to any minute, as of a booking.
        """
        return actions.reschedule(request.user, appointment_id, data, store_reply=self.store_reply)


class CheckInView(View):
    access = {"POST": IsStaff}

    @operation(
        request=CheckInAppointmentSerializer,
        response=AppointmentSerializer,
        idempotent=True,
        refuses=[ILLEGAL_TRANSITION, TOO_EARLY, TOO_LATE],
    )
    def post(self, request: Request, data: dict, appointment_id: UUID) -> Appointment:
        """Check a vehicle in on its day; its work order follows.

        On another day whoever may override a policy, with an override_reason; it then takes up what is free
        from now on.
        """
        return actions.check_in(request.user, appointment_id, data, store_reply=self.store_reply)


class StartView(View):
    access = {"POST": IsStaff}

    @operation(
        response=AppointmentSerializer,
        idempotent=True,
        refuses=[ILLEGAL_TRANSITION, ESTIMATE_NEEDED, NO_WORK_ORDER_YET],
        upstreams=[WORKSHOP],
    )
    def post(self, request: Request, appointment_id: UUID) -> Appointment:
        """Begin the work.

        This starts the project of the vehicle, or is refused as the project refuses it.
        """
        key = request.headers.get("Idempotency-Key", "")
        return actions.start(request.user, appointment_id, key=key, store_reply=self.store_reply)


class CompleteView(View):
    access = {"POST": IsStaff}

    @operation(
        response=AppointmentSerializer,
        idempotent=True,
        refuses=[ILLEGAL_TRANSITION, TASKS_OPEN, LINES_UNDECIDED, NO_WORK_ORDER_YET],
        upstreams=[WORKSHOP],
    )
    def post(self, request: Request, appointment_id: UUID) -> Appointment:
        """Hand the finished work to its quality check.

        This submits the project of the vehicle, or is refused as the project refuses it. The appointment is
        completed, and its bay and technician are free, when the project is ready.
        """
        key = request.headers.get("Idempotency-Key", "")
        return actions.complete(request.user, appointment_id, key=key, store_reply=self.store_reply)


class NoShowView(View):
    access = {"POST": IsStaff}
    names = {"POST": "markNoShow"}

    @operation(response=AppointmentSerializer, idempotent=True, refuses=[ILLEGAL_TRANSITION, NOT_BEGUN])
    def post(self, request: Request, appointment_id: UUID) -> Appointment:
        """Note that the customer did not come; not before the start."""
        return actions.no_show(request.user, appointment_id, store_reply=self.store_reply)


class AssignView(View):
    access = {"POST": May(Permission.ASSIGN_WORK)}

    @operation(
        request=AssignAppointmentSerializer,
        response=AppointmentSerializer,
        idempotent=True,
        refuses=[ILLEGAL_TRANSITION, UNSKILLED, NOT_AT_WORK, BUSY],
    )
    def post(self, request: Request, data: dict, appointment_id: UUID) -> Appointment:
        """Give an appointment to another technician, who must be skilled, at work and free.

        Of several services the one that `position` names.
        """
        return actions.assign(request.user, appointment_id, data, store_reply=self.store_reply)


class HistoryView(View):
    access = {"GET": IsSignedIn}
    names = {"GET": "listAppointmentHistory"}

    @listing(response=AppointmentTransitionSerializer, default_ordering="id")
    def get(self, request: Request, appointment_id: UUID) -> QuerySet[AppointmentTransition]:
        """Read what happened to an appointment, from its booking on."""
        return history_visible_to(request.user, appointment_id)
