from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing
from chassis.api.permissions import IsSignedIn
from chassis.api.views import View
from projects.models import Project
from projects.vehicle_history import history_visible_to
from projects.vehicle_history_serializers import HistoryEntrySerializer


class VehicleHistoryView(View):
    access = {"GET": IsSignedIn}
    names = {"GET": "listVehicleHistory"}

    @listing(response=HistoryEntrySerializer)
    def get(self, request: Request, vehicle_id: UUID) -> QuerySet[Project]:
        """List the finished work on a vehicle, newest first, for whichever owner it was done.

        Whoever registered it themselves sees the work of their own time, until the staff share the rest.
        """
        return history_visible_to(request.user, vehicle_id)
