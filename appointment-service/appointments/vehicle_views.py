"""What another service may ask about a vehicle."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request

from appointments.permissions import open_appointments_of
from chassis.api.operations import operation
from chassis.api.permissions import IsService
from chassis.api.serializers import Serializer
from chassis.api.views import View
from chassis.fields import UUIDField


class VehicleForServicesSerializer(Serializer):
    """Whether a vehicle is expected or here."""

    open_appointments = serializers.ListField(
        child=UUIDField(), help_text="Those that are ahead and those for which it is here, the first hundred."
    )


class VehicleForServicesView(View):
    access = {"GET": IsService("vehicleandproject-service")}

    @operation(response=VehicleForServicesSerializer)
    def get(self, request: Request, vehicle_id: UUID) -> dict[str, Any]:
        """Read what has to be over before a vehicle changes hands."""
        return {"open_appointments": open_appointments_of(vehicle_id, timezone.now())}
