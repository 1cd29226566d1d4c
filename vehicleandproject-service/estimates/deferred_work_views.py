from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsSignedIn, IsStaff
from chassis.api.views import View
from estimates import actions
from estimates.deferred_work import deferred_work_for, deferred_work_on
from estimates.deferred_work_serializers import (
    DeferredWorkSerializer,
    HoldForDeferredWorkSerializer,
    TakeUpSerializer,
)
from estimates.document import Document
from estimates.errors import DEFERRED_NO_MORE, ESTIMATE_CLOSED, TOO_MANY_LINES
from estimates.models import Line
from estimates.serializers import EstimateSerializer
from service_plans.hold_errors import REFUSED_HOLDS
from service_plans.serializers import HeldForReminderSerializer


class DeferredWorkOfVehicleView(View):
    access = {"GET": IsSignedIn}
    names = {"GET": "listDeferredWorkOfVehicle"}

    @listing(response=DeferredWorkSerializer)
    def get(self, request: Request, vehicle_id: UUID) -> QuerySet[Line]:
        """List what was deferred on a vehicle and is still to be done, newest first.

        It is here from when the work on which it was deferred is ready or cancelled, until it is on the
        estimate of a later visit. A customer sees what they deferred themselves.
        """
        return deferred_work_on(request.user, vehicle_id)


class HoldForDeferredWorkView(View):
    access = {"POST": IsSignedIn}
    names = {"POST": "holdForDeferredWork"}

    @operation(
        request=HoldForDeferredWorkSerializer,
        response=HeldForReminderSerializer,
        status=201,
        idempotent=True,
        refuses=[DEFERRED_NO_MORE, *REFUSED_HOLDS],
        upstreams=["appointment-service"],
    )
    def post(self, request: Request, data: dict, vehicle_id: UUID) -> dict:
        """Hold a slot in which deferred work is to be done.

        Without a start it is the first free one. Book it with its `hold_id`; at the visit the staff see
        that the work is wanted.
        """
        key = request.headers.get("Idempotency-Key", "")
        return actions.hold_for_deferred_work(
            request.user, vehicle_id, data, key=key, store_reply=self.store_reply
        )


class DeferredWorkView(View):
    access = {"GET": IsStaff, "POST": IsStaff}
    names = {"GET": "listDeferredWork", "POST": "takeUpDeferredWork"}

    @listing(response=DeferredWorkSerializer)
    def get(self, request: Request, project_id: UUID) -> QuerySet[Line]:
        """List what was deferred on the vehicle of a project before and is still to be done, newest first."""
        return deferred_work_for(request.user, project_id)

    @operation(
        request=TakeUpSerializer,
        response=EstimateSerializer,
        idempotent=True,
        refuses=[ESTIMATE_CLOSED, TOO_MANY_LINES, DEFERRED_NO_MORE],
    )
    def post(self, request: Request, data: dict, project_id: UUID) -> Document:
        """Put deferred work on the project's estimate, at the price of then with the tax of today.

        A discount on all of the estimate of then does not come along; that of this estimate counts. Its
        customer decides about it anew once it is sent.
        """
        return actions.take_up(request.user, project_id, data["line_ids"], store_reply=self.store_reply)
