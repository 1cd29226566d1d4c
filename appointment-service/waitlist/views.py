from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from appointments.errors import EMAIL_UNVERIFIED, NO_PLACE, TOO_MANY_OPEN, TOO_MANY_THAT_DAY
from appointments.models import Appointment
from appointments.serializers import AppointmentSerializer
from chassis.api.operations import listing, operation
from chassis.api.permissions import IsSignedIn
from chassis.api.views import View
from chassis.transitions import ILLEGAL_TRANSITION
from waitlist import actions
from waitlist.errors import ALREADY_WAITING, OFFER_EXPIRED, SLOTS_FREE, TOO_MANY_WAITING
from waitlist.models import Entry
from waitlist.permissions import entries_visible_to
from waitlist.serializers import (
    AcceptOfferSerializer,
    JoinWaitlistSerializer,
    WaitlistEntrySerializer,
    WaitlistFilters,
)


class WaitlistView(View):
    access = {"GET": IsSignedIn, "POST": IsSignedIn}
    names = {"POST": "joinWaitlist"}

    @listing(response=WaitlistEntrySerializer, filters=WaitlistFilters, ordering={"created_at": "id"})
    def get(self, request: Request) -> QuerySet[Entry]:
        """List the entries of the waiting list that you may see."""
        return entries_visible_to(request.user)

    @operation(
        request=JoinWaitlistSerializer,
        response=WaitlistEntrySerializer,
        status=201,
        idempotent=True,
        refuses=[EMAIL_UNVERIFIED, SLOTS_FREE, ALREADY_WAITING, TOO_MANY_WAITING],
        upstreams=["vehicleandproject-service"],
    )
    def post(self, request: Request, data: dict) -> Entry:
        """Wait for a time to become free.

        Whoever waits longest for the service is offered it first, for half an hour. 409 slots_free comes with
        `alternatives`, the first three starts that fit and can be booked at once.
        """
        return actions.join(request.user, data, store_reply=self.store_reply)


class EntryView(View):
    access = {"GET": IsSignedIn, "DELETE": IsSignedIn}
    names = {"GET": "readWaitlistEntry", "DELETE": "leaveWaitlist"}

    @operation(response=WaitlistEntrySerializer)
    def get(self, request: Request, entry_id: UUID) -> QuerySet[Entry]:
        """Read an entry of the waiting list, and what is offered to it."""
        return entries_visible_to(request.user).filter(pk=entry_id)

    @operation(status=204)
    def delete(self, request: Request, entry_id: UUID) -> None:
        """Take an entry off the waiting list; what it booked stays booked."""
        actions.leave(request.user, entry_id, check_precondition=self.check_precondition)


class AcceptView(View):
    access = {"POST": IsSignedIn}
    names = {"POST": "acceptOffer"}

    @operation(
        request=AcceptOfferSerializer,
        response=AppointmentSerializer,
        status=201,
        idempotent=True,
        refuses=[
            *NO_PLACE,
            EMAIL_UNVERIFIED,
            OFFER_EXPIRED,
            ILLEGAL_TRANSITION,
            TOO_MANY_OPEN,
            TOO_MANY_THAT_DAY,
        ],
    )
    def post(self, request: Request, data: dict, entry_id: UUID) -> Appointment:
        """Book what is offered; the answer is the appointment.

        409 offer_expired once another has it, or nobody; the entry goes on waiting.
        """
        return actions.accept(request.user, entry_id, data, store_reply=self.store_reply)


class DeclineView(View):
    access = {"POST": IsSignedIn}
    names = {"POST": "declineOffer"}

    @operation(response=WaitlistEntrySerializer, idempotent=True, refuses=[ILLEGAL_TRANSITION])
    def post(self, request: Request, entry_id: UUID) -> Entry:
        """Let the next one have what is offered, and go on waiting."""
        return actions.decline(request.user, entry_id, store_reply=self.store_reply)
