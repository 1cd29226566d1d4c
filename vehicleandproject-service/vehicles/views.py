from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsSignedIn
from chassis.api.views import View
from vehicles import actions
from vehicles.errors import ODOMETER_ROLLBACK, PLATE_TAKEN, VEHICLE_IN_USE, VIN_TAKEN, WRONG_CHECK_DIGIT
from vehicles.models import Vehicle
from vehicles.permissions import vehicles_visible_to
from vehicles.serializers import (
    ChangeVehicleSerializer,
    DecodedVinSerializer,
    RegisterVehicleSerializer,
    VehicleFilters,
    VehicleSerializer,
    VinQuery,
)
from vehicles.vin_decoding import Decoded, decode


class VehiclesView(View):
    access = {"GET": IsSignedIn, "POST": IsSignedIn}
    names = {"POST": "registerVehicle"}

    @listing(
        response=VehicleSerializer,
        filters=VehicleFilters,
        ordering={"created_at": "id", "make": "make", "plate": "plate"},
        search=("make", "model", "plate", "plate_key", "vin"),
        keeps_sql=True,
    )
    def get(self, request: Request) -> QuerySet[Vehicle]:
        """List the vehicles you may see."""
        return vehicles_visible_to(request.user)

    @operation(
        request=RegisterVehicleSerializer,
        response=VehicleSerializer,
        status=201,
        idempotent=True,
        refuses=[PLATE_TAKEN, VIN_TAKEN, WRONG_CHECK_DIGIT],
        upstreams=["customer-service"],
    )
    def post(self, request: Request, data: dict) -> Vehicle:
        """Register a vehicle."""
        return actions.register_vehicle(request.user, data, store_reply=self.store_reply)


class DecodeVinView(View):
    access = {"GET": IsSignedIn}
    names = {"GET": "decodeVin"}

    @operation(query=VinQuery, response=DecodedVinSerializer)
    def get(self, request: Request, params: dict) -> Decoded:
        """Read make, region, model year and plant from a VIN.

        Without asking anybody: what the number says by itself, for a form that is being filled in.
        """
        return decode(params["vin"])


class VehicleView(View):
    access = {"GET": IsSignedIn, "PATCH": IsSignedIn, "DELETE": IsSignedIn}

    @operation(response=VehicleSerializer, keeps_sql=True)
    def get(self, request: Request, vehicle_id: UUID) -> QuerySet[Vehicle]:
        """Read a vehicle."""
        return vehicles_visible_to(request.user).filter(pk=vehicle_id)

    @operation(
        request=ChangeVehicleSerializer,
        response=VehicleSerializer,
        refuses=[PLATE_TAKEN, VIN_TAKEN, WRONG_CHECK_DIGIT, ODOMETER_ROLLBACK],
    )
    def patch(self, request: Request, data: dict, vehicle_id: UUID) -> Vehicle:
        """Change a vehicle."""
        return actions.change_vehicle(
            request.user, vehicle_id, data, check_precondition=self.check_precondition
        )

    @operation(status=204, refuses=[VEHICLE_IN_USE], upstreams=["appointment-service"])
    def delete(self, request: Request, vehicle_id: UUID) -> None:
        """Remove a vehicle; the history of its work stays.

        Refused with `vehicle_in_use` (409) and the open `appointments` and `projects` while there are any.
        """
        actions.remove_vehicle(request.user, vehicle_id, check_precondition=self.check_precondition)
