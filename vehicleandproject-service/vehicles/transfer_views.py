"""A vehicle changes hands."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request

from chassis.api.operations import operation
from chassis.api.permissions import InPerson, IsCustomer, IsStaff
from chassis.api.views import View
from vehicles import actions
from vehicles.errors import STILL_IN_USE, TRANSFER_CODE_OVER, VEHICLE_IN_USE
from vehicles.models import Ownership, Vehicle
from vehicles.serializers import VehicleSerializer
from vehicles.transfer_serializers import (
    AcceptTransferSerializer,
    OwnershipSerializer,
    TransferCodeSerializer,
    TransferVehicleSerializer,
)


class TransferVehicleView(View):
    access = {"POST": IsStaff}
    names = {"POST": "transferVehicle"}

    @operation(
        request=TransferVehicleSerializer,
        response=VehicleSerializer,
        idempotent=True,
        refuses=[VEHICLE_IN_USE],
        upstreams=["customer-service", "appointment-service"],
    )
    def post(self, request: Request, data: dict, vehicle_id: UUID) -> Vehicle:
        """Give a vehicle to another customer.

        Refused with `vehicle_in_use` (409) and the open `appointments` and `projects` while there are any.
        """
        return actions.transfer_vehicle(request.user, vehicle_id, data, store_reply=self.store_reply)


class TransferCodeView(View):
    # Whoever has the code needs no scope.
    access = {"POST": InPerson(IsCustomer)}
    names = {"POST": "makeTransferCode"}

    @operation(
        response=TransferCodeSerializer,
        status=201,
        refuses=[VEHICLE_IN_USE],
        upstreams=["appointment-service"],
    )
    def post(self, request: Request, vehicle_id: UUID) -> dict[str, Any]:
        """Make a code by which another customer takes over your vehicle.

        It is used once, within seven days, and is shown here alone: whoever lost it makes another, which
        replaces it. There is no Idempotency-Key, for then it would have to be kept.
        """
        made, code = actions.make_transfer_code(request.user, vehicle_id)
        return {"code": code, "expires_at": made.expires_at}


class AcceptTransferView(View):
    access = {"POST": InPerson(IsCustomer)}
    names = {"POST": "acceptTransfer"}

    @operation(
        request=AcceptTransferSerializer,
        response=VehicleSerializer,
        idempotent=True,
        refuses=[TRANSFER_CODE_OVER, STILL_IN_USE],
        upstreams=["appointment-service"],
    )
    def post(self, request: Request, data: dict) -> Vehicle:
        """Take over a vehicle by the code that its owner gave you."""
        return actions.accept_transfer(request.user, data["code"], store_reply=self.store_reply)


class ShareHistoryView(View):
    access = {"POST": IsStaff}
    names = {"POST": "shareHistory"}

    @operation(response=OwnershipSerializer)
    def post(self, request: Request, vehicle_id: UUID) -> Ownership:
        """Show the work of all its owners to the vehicle's owner, whose papers you have seen."""
        return actions.share_history(request.user, vehicle_id)
