from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsAdmin
from chassis.api.views import View
from chassis.transitions import ILLEGAL_TRANSITION
from deliveries import actions
from deliveries.models import Delivery
from deliveries.serializers import DeliveryFilters, DeliverySerializer


class DeliveriesView(View):
    access = {"GET": IsAdmin}

    @listing(response=DeliverySerializer, filters=DeliveryFilters)
    def get(self, request: Request) -> QuerySet[Delivery]:
        """List what is sent to people, newest first: what waits, what was sent, and what failed."""
        return Delivery.objects.all()


class DeliveryView(View):
    access = {"GET": IsAdmin}

    @operation(response=DeliverySerializer)
    def get(self, request: Request, delivery_id: UUID) -> QuerySet[Delivery]:
        """Read how far a delivery is, and what kept it."""
        return Delivery.objects.filter(pk=delivery_id)


class ReplayView(View):
    access = {"POST": IsAdmin}
    names = {"POST": "replayDelivery"}

    @operation(response=DeliverySerializer, idempotent=True, refuses=[ILLEGAL_TRANSITION])
    def post(self, request: Request, delivery_id: UUID) -> Delivery:
        """Send again what failed, or what was not sent because its address was stopped.

        It has the same id, by which its receiver knows it if it came after all, and is tried as often as if
        it were new.
        """
        return actions.replay(delivery_id, store_reply=self.store_reply)
