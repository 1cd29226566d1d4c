"""Time off, for oneself or for those whom one manages."""

from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsStaff, May
from chassis.api.views import View
from chassis.auth import Permission
from chassis.transitions import ILLEGAL_TRANSITION
from employees import actions, examples
from employees.errors import OWN_TIME_OFF, TIME_OFF_BEGUN, TIME_OFF_OVERLAPS, TOO_MUCH_TIME_OFF
from employees.models import TimeOff
from employees.permissions import time_off_of, time_off_visible_to
from employees.time_off_serializers import (
    RejectTimeOffSerializer,
    RequestTimeOffSerializer,
    TimeOffFilters,
    TimeOffOfEmployeeFilters,
    TimeOffSerializer,
)

DECIDES = May(Permission.MANAGE_PEOPLE)


class AllTimeOffView(View):
    access = {"GET": IsStaff}

    @listing(response=TimeOffSerializer, filters=TimeOffFilters, examples=[examples.TIME_OFF])
    def get(self, request: Request) -> QuerySet[TimeOff]:
        """List time off: your own, or everybody's for whoever may manage people.

        What waits for a decision is `?status=pending`.
        """
        return time_off_visible_to(request.user)


class TimeOffOfEmployeeView(View):
    access = {"GET": IsStaff, "POST": IsStaff}
    names = {"GET": "listTimeOffOfEmployee", "POST": "requestTimeOff"}

    @listing(
        response=TimeOffSerializer,
        filters=TimeOffOfEmployeeFilters,
        ordering=("start",),
        examples=[examples.TIME_OFF],
    )
    def get(self, request: Request, employee_id: UUID) -> QuerySet[TimeOff]:
        """List an employee's time off: your own, or anybody's for whoever may manage people."""
        return time_off_of(request.user, employee_id)

    @operation(
        request=RequestTimeOffSerializer,
        response=TimeOffSerializer,
        status=201,
        idempotent=True,
        refuses=[TIME_OFF_OVERLAPS, TOO_MUCH_TIME_OFF],
        examples=[examples.REQUEST_TIME_OFF, examples.TIME_OFF],
    )
    def post(self, request: Request, data: dict, employee_id: UUID) -> TimeOff:
        """Ask for time off, or enter somebody's.

        Your own waits until somebody approves it; what whoever may manage people enters for somebody else
        is approved at once.
        """
        return actions.request_time_off(request.user, employee_id, data, store_reply=self.store_reply)


class ApproveTimeOffView(View):
    access = {"POST": DECIDES}

    @operation(
        response=TimeOffSerializer,
        idempotent=True,
        refuses=[ILLEGAL_TRANSITION, OWN_TIME_OFF],
        examples=[examples.APPROVED_TIME_OFF],
    )
    def post(self, request: Request, time_off_id: UUID) -> TimeOff:
        """Approve time off, so that it counts; your own only as an admin."""
        return actions.approve_time_off(request.user, time_off_id, store_reply=self.store_reply)


class RejectTimeOffView(View):
    access = {"POST": DECIDES}

    @operation(
        request=RejectTimeOffSerializer,
        response=TimeOffSerializer,
        idempotent=True,
        refuses=[ILLEGAL_TRANSITION, OWN_TIME_OFF],
        examples=[examples.REJECT_TIME_OFF],
    )
    def post(self, request: Request, data: dict, time_off_id: UUID) -> TimeOff:
        """Reject time off that was asked for."""
        return actions.reject_time_off(request.user, time_off_id, data, store_reply=self.store_reply)


class CancelTimeOffView(View):
    access = {"POST": IsStaff}

    @operation(response=TimeOffSerializer, idempotent=True, refuses=[ILLEGAL_TRANSITION, TIME_OFF_BEGUN])
    def post(self, request: Request, time_off_id: UUID) -> TimeOff:
        """Take time off back.

        Your own that was approved is refused with `time_off_begun` (409) once it has begun.
        """
        return actions.cancel_time_off(request.user, time_off_id, store_reply=self.store_reply)
