from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsSignedIn
from chassis.api.views import View
from vehicles import actions
from vehicles.errors import ODOMETER_ROLLBACK, STAFF_SET_IT_BACK
from vehicles.models import OdometerReading
from vehicles.odometer_serializers import (
    ListedOdometerReadingSerializer,
    OdometerReadingSerializer,
    RecordReadingSerializer,
)
from vehicles.permissions import readings_visible_to


class OdometerView(View):
    access = {"GET": IsSignedIn, "POST": IsSignedIn}
    names = {"GET": "listOdometerReadings", "POST": "recordOdometerReading"}

    @listing(response=ListedOdometerReadingSerializer)
    def get(self, request: Request, vehicle_id: UUID) -> QuerySet[OdometerReading]:
        """List what a vehicle's odometer read, newest entry first; what is void too."""
        return readings_visible_to(request.user, vehicle_id)

    @operation(
        request=RecordReadingSerializer,
        response=OdometerReadingSerializer,
        status=201,
        idempotent=True,
        refuses=[ODOMETER_ROLLBACK, STAFF_SET_IT_BACK],
    )
    def post(self, request: Request, data: dict, vehicle_id: UUID) -> OdometerReading:
        """Note what a vehicle's odometer read.

        Readings rise with time: `odometer_rollback` (409) otherwise, with the kilometres between which it
        must be. The staff set it back by giving a reason. An exchanged instrument starts a new count.
        """
        return actions.record_reading(request.user, vehicle_id, data, store_reply=self.store_reply)
