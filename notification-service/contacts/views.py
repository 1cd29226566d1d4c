from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import InPerson, IsAdmin
from chassis.api.views import View
from contacts import actions
from contacts.models import StoppedAddress
from contacts.serializers import StopAddressSerializer, StoppedAddressFilters, StoppedAddressSerializer


class StoppedAddressesView(View):
    access = {"GET": IsAdmin, "POST": InPerson(IsAdmin)}
    names = {"POST": "stopAddress"}

    @listing(response=StoppedAddressSerializer, filters=StoppedAddressFilters)
    def get(self, request: Request) -> QuerySet[StoppedAddress]:
        """List the addresses that nothing is sent to any more, newest first."""
        return StoppedAddress.objects.all()

    @operation(
        request=StopAddressSerializer,
        response=StoppedAddressSerializer,
        status=201,
        idempotent=True,
        location="/api/v1/notifications/stopped-addresses/{id}/",
    )
    def post(self, request: Request, data: dict[str, Any]) -> StoppedAddress:
        """Stop an address: nothing is sent to it any more.

        Addresses that bounce, and of people who complain, are stopped by themselves.
        """
        return actions.stop_address(data["channel"], data["address"], store_reply=self.store_reply)


class StoppedAddressView(View):
    access = {"GET": IsAdmin, "DELETE": InPerson(IsAdmin)}
    names = {"DELETE": "releaseAddress"}

    @operation(response=StoppedAddressSerializer)
    def get(self, request: Request, stopped_address_id: UUID) -> QuerySet[StoppedAddress]:
        """Read why and since when an address is stopped."""
        return StoppedAddress.objects.filter(pk=stopped_address_id)

    @operation(status=204)
    def delete(self, request: Request, stopped_address_id: UUID) -> None:
        """Let an address be written to again.

        What was not sent meanwhile is not sent by that; a delivery can be replayed.
        """
        actions.release_address(stopped_address_id, check_precondition=self.check_precondition)
