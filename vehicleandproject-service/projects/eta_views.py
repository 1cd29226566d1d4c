from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsSignedIn, IsStaff
from chassis.api.views import View
from projects import actions
from projects.errors import PROJECT_OVER, READY_ALREADY
from projects.eta_serializers import ProjectEtaSerializer, SayWhenSerializer
from projects.models import ProjectEta
from projects.permissions import etas_visible_to


class EtasView(View):
    access = {"GET": IsSignedIn, "POST": IsStaff}
    names = {"GET": "listProjectEtas", "POST": "addProjectEta"}

    @listing(response=ProjectEtaSerializer)
    def get(self, request: Request, project_id: UUID) -> QuerySet[ProjectEta]:
        """Read when the work on a project was to be done, as was said each time and why, newest first."""
        return etas_visible_to(request.user, project_id)

    @operation(
        request=SayWhenSerializer,
        response=ProjectEtaSerializer,
        status=201,
        idempotent=True,
        refuses=[PROJECT_OVER, READY_ALREADY],
    )
    def post(self, request: Request, data: dict, project_id: UUID) -> ProjectEta:
        """Say when the work on a project will be done.

        From the second time on with a `reason`. The instant that stands already changes nothing.
        """
        return actions.say_when(request.user, project_id, data, store_reply=self.store_reply)
