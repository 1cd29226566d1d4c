from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsSignedIn
from chassis.api.views import View
from chassis.origins import origin_of
from estimates import actions
from estimates.errors import DECIDES_FOR_OTHERS, ESTIMATE_CLOSED
from estimates.models import Cap
from estimates.permissions import caps_of
from estimates.serializers import CapSerializer, SetCapSerializer


class CapsView(View):
    access = {"GET": IsSignedIn, "POST": IsSignedIn}
    names = {"GET": "listCaps", "POST": "setCap"}

    @listing(response=CapSerializer)
    def get(self, request: Request, project_id: UUID) -> QuerySet[Cap]:
        """List up to which totals the customer agreed to what turns up; the first one counts."""
        return caps_of(request.user, project_id)

    @operation(
        request=SetCapSerializer,
        response=CapSerializer,
        status=201,
        idempotent=True,
        refuses=[ESTIMATE_CLOSED, DECIDES_FOR_OTHERS],
    )
    def post(self, request: Request, data: dict, project_id: UUID) -> Cap:
        """Agree in advance to what turns up, up to a total with tax.

        What is sent as work goes on is then authorised by itself, as long as all that is agreed to stays
        within. A cap of 0 agrees to nothing.
        """
        return actions.set_cap(
            request.user, project_id, data, origin_of(request), store_reply=self.store_reply
        )
