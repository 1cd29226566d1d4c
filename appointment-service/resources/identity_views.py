"""In whose name a location writes invoices: read by everybody, for it stands on them."""

from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import operation
from chassis.api.permissions import IsAdmin, IsSignedIn
from chassis.api.views import View
from resources import identity_actions
from resources.identity_serializers import LocationIdentitySerializer, ReplaceLocationIdentitySerializer
from resources.models import Location


class LocationIdentityView(View):
    access = {"GET": IsSignedIn, "PUT": IsAdmin}
    names = {"GET": "readLocationIdentity", "PUT": "replaceLocationIdentity"}

    @operation(response=LocationIdentitySerializer)
    def get(self, request: Request, location_id: UUID) -> QuerySet[Location]:
        """Read what stands on a location's invoices."""
        return Location.objects.filter(pk=location_id)

    @operation(request=ReplaceLocationIdentitySerializer, response=LocationIdentitySerializer)
    def put(self, request: Request, data: dict, location_id: UUID) -> Location:
        """Replace what stands on a location's invoices from now on; what is left out is empty."""
        return identity_actions.replace_identity(
            location_id, data, check_precondition=self.check_precondition
        )
