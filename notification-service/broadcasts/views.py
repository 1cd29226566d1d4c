from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from broadcasts import actions
from broadcasts.models import Broadcast
from broadcasts.progress import with_progress
from broadcasts.serializers import (
    BeginBroadcastSerializer,
    BroadcastSerializer,
    BroadcastWithProgressSerializer,
    CountPeopleSerializer,
    PeopleCountSerializer,
)
from chassis.api.operations import listing, operation
from chassis.api.permissions import IsAdmin
from chassis.api.views import View
from chassis.errors import NotFound
from chassis.transitions import ILLEGAL_TRANSITION


class BroadcastsView(View):
    access = {"GET": IsAdmin, "POST": IsAdmin}
    names = {"POST": "beginBroadcast"}

    @listing(response=BroadcastSerializer)
    def get(self, request: Request) -> QuerySet[Broadcast]:
        """List broadcasts, newest first."""
        return Broadcast.objects.all()

    @operation(
        request=BeginBroadcastSerializer,
        response=BroadcastWithProgressSerializer,
        status=202,
        location="/api/v1/notifications/broadcasts/{id}/",
        idempotent=True,
    )
    def post(self, request: Request, data: dict[str, Any]) -> Broadcast:
        """Write to all customers who consented to marketing, or to some of them.

        It is in their inboxes, and sent by the channel that each prefers. It is answered at once and goes on
        until `planned`; one person is given it once. A mail has a link that withdraws the consent.
        """
        return actions.begin(request.user, data, store_reply=self.store_reply)


class CountView(View):
    access = {"POST": IsAdmin}
    names = {"POST": "countBroadcast"}

    @operation(request=CountPeopleSerializer, response=PeopleCountSerializer)
    def post(self, request: Request, data: dict[str, Any]) -> dict[str, int]:
        """Count the people that a broadcast would be for. Nothing is sent."""
        return {"people": actions.how_many(data)}


class BroadcastView(View):
    access = {"GET": IsAdmin}

    @operation(response=BroadcastWithProgressSerializer)
    def get(self, request: Request, broadcast_id: UUID) -> Broadcast:
        """Read a broadcast, and how far it is."""
        broadcast = Broadcast.objects.filter(pk=broadcast_id).first()
        if broadcast is None:
            raise NotFound
        return with_progress(broadcast)


class CancelView(View):
    access = {"POST": IsAdmin}
    names = {"POST": "cancelBroadcast"}

    @operation(response=BroadcastWithProgressSerializer, idempotent=True, refuses=[ILLEGAL_TRANSITION])
    def post(self, request: Request, broadcast_id: UUID) -> Broadcast:
        """Write to nobody else, and send nothing that waits; what was sent stays sent."""
        return actions.cancel(broadcast_id, store_reply=self.store_reply)
