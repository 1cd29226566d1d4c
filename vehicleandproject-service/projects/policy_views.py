from rest_framework.request import Request

from chassis.api.operations import operation
from chassis.api.permissions import IsAdmin, IsStaff
from chassis.api.views import View
from projects import actions
from projects.locations import location_of
from projects.models import WorkPolicy
from projects.serializers import ChangeWorkPolicySerializer, LocationQuery, WorkPolicySerializer


class WorkPoliciesView(View):
    access = {"GET": IsStaff, "PATCH": IsAdmin}
    names = {"GET": "readWorkPolicy", "PATCH": "changeWorkPolicy"}

    @operation(query=LocationQuery, response=WorkPolicySerializer)
    def get(self, request: Request, params: dict) -> WorkPolicy:
        """Read a location's rules of work."""
        return WorkPolicy.of(location_of(params).pk)

    @operation(request=ChangeWorkPolicySerializer, query=LocationQuery, response=WorkPolicySerializer)
    def patch(self, request: Request, data: dict, params: dict) -> WorkPolicy:
        """Change a location's rules of work, for what begins from now on."""
        return actions.change_policy(location_of(params), data, check_precondition=self.check_precondition)
