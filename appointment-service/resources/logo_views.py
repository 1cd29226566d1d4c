"""The logo of a location's business; where everybody reads it, its identity says."""

from uuid import UUID

from django.http import FileResponse
from rest_framework.request import Request

from chassis.api.operations import operation
from chassis.api.permissions import IsAdmin, IsService
from chassis.api.views import View
from resources import logo_actions
from resources.identity_serializers import LocationIdentitySerializer, ReplaceLogoSerializer
from resources.models import Location


class LogoView(View):
    access = {"PUT": IsAdmin, "DELETE": IsAdmin}
    names = {"PUT": "replaceLocationLogo", "DELETE": "removeLocationLogo"}

    @operation(request=ReplaceLogoSerializer, response=LocationIdentitySerializer, files=logo_actions.LOGOS)
    def put(self, request: Request, data: dict, location_id: UUID) -> Location:
        """Replace the logo that stands on a location's invoices."""
        return logo_actions.replace_logo(
            request.user, location_id, data, check_precondition=self.check_precondition
        )

    @operation(response=LocationIdentitySerializer)
    def delete(self, request: Request, location_id: UUID) -> Location:
        """Remove the logo from a location's invoices."""
        return logo_actions.remove_logo(location_id, check_precondition=self.check_precondition)


class LogoForServicesView(View):
    access = {"GET": IsService("vehicleandproject-service", "notification-service")}
    names = {"GET": "readLocationLogoForServices"}

    @operation(answers={200: "image/*"})
    def get(self, request: Request, location_id: UUID) -> FileResponse:
        """Read the logo, to print it."""
        return logo_actions.logo_of(location_id)
