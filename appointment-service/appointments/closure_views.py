"""When a location is closed although its opening hours say otherwise."""

from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from appointments import actions
from appointments.closure_serializers import (
    AddClosureSerializer,
    AddedClosureSerializer,
    ClosureFilters,
    ClosureSerializer,
    MoveBookingsSerializer,
    MovedBookingsSerializer,
)
from chassis.api.operations import listing, operation
from chassis.api.permissions import IsSignedIn, May
from chassis.api.views import View
from chassis.auth import Permission
from resources.models import Closure

CHANGES_IT = May(Permission.MANAGE_CALENDAR)


class ClosuresView(View):
    access = {"GET": IsSignedIn, "POST": CHANGES_IT}

    @listing(
        response=ClosureSerializer, filters=ClosureFilters, ordering=("start",), default_ordering="start"
    )
    def get(self, request: Request) -> QuerySet[Closure]:
        """List the closures."""
        return Closure.objects.all()

    @operation(request=AddClosureSerializer, response=AddedClosureSerializer, status=201, idempotent=True)
    def post(self, request: Request, data: dict) -> Closure:
        """Close a location for a while.

        The answer counts the bookings that this hits and names the first hundred; all of them are listed by
        `GET /api/v1/appointments/?closure_id=`, and `POST closures/{closure_id}/move-bookings/` moves them.
        """
        return actions.add_closure(data, store_reply=self.store_reply)


class ClosureView(View):
    access = {"GET": IsSignedIn, "DELETE": CHANGES_IT}

    @operation(response=ClosureSerializer)
    def get(self, request: Request, closure_id: UUID) -> QuerySet[Closure]:
        """Read a closure."""
        return Closure.objects.filter(pk=closure_id)

    @operation(status=204)
    def delete(self, request: Request, closure_id: UUID) -> None:
        """Open the location again."""
        actions.remove_closure(closure_id, check_precondition=self.check_precondition)


class MoveBookingsView(View):
    access = {"POST": CHANGES_IT}
    names = {"POST": "moveBookings"}

    @operation(request=MoveBookingsSerializer, response=MovedBookingsSerializer, idempotent=True)
    def post(self, request: Request, data: dict, closure_id: UUID) -> dict:
        """Move the bookings that a closure hits to the next start that each can have.

        At most a hundred, in the order in which they were booked: `next` says where to go on. Each is moved
        by itself and its customer is told; what is moved is moved, whatever happens to the others.
        """
        return actions.move_bookings(request.user, closure_id, data, store_reply=self.store_reply)
