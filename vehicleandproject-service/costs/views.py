from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsAdmin, May
from chassis.api.views import View
from chassis.auth import Permission
from costs import actions
from costs.errors import LABOUR_COST_TAKEN
from costs.models import LabourCost, LineCost
from costs.permissions import line_cost
from costs.profit import profit_of
from costs.serializers import (
    AddLabourCostSerializer,
    ChangeLabourCostSerializer,
    LabourCostSerializer,
    LineCostSerializer,
    ProfitSerializer,
    SetLineCostSerializer,
)


class LabourCostsView(View):
    access = {"GET": May(Permission.SEE_COST), "POST": IsAdmin}

    @listing(response=LabourCostSerializer)
    def get(self, request: Request) -> QuerySet[LabourCost]:
        """List what an hour of work costs, of before and to come too."""
        return LabourCost.objects.all()

    @operation(
        request=AddLabourCostSerializer,
        response=LabourCostSerializer,
        status=201,
        idempotent=True,
        refuses=[LABOUR_COST_TAKEN],
    )
    def post(self, request: Request, data: dict) -> LabourCost:
        """Say what an hour of work costs a location from a date on."""
        return actions.add_labour_cost(data, store_reply=self.store_reply)


class LabourCostView(View):
    access = {"GET": May(Permission.SEE_COST), "PATCH": IsAdmin}

    @operation(response=LabourCostSerializer)
    def get(self, request: Request, labour_cost_id: UUID) -> QuerySet[LabourCost]:
        """Read what an hour of work costs from a date on."""
        return LabourCost.objects.filter(pk=labour_cost_id)

    @operation(request=ChangeLabourCostSerializer, response=LabourCostSerializer)
    def patch(self, request: Request, data: dict, labour_cost_id: UUID) -> LabourCost:
        """Correct what an hour of work costs, also of work that is done."""
        return actions.change_labour_cost(labour_cost_id, data, check_precondition=self.check_precondition)


class LineCostView(View):
    access = {"GET": May(Permission.SEE_COST), "PUT": May(Permission.SEE_COST)}
    names = {"GET": "readLineCost", "PUT": "setLineCost"}

    @operation(response=LineCostSerializer)
    def get(self, request: Request, project_id: UUID, job_id: UUID, line_id: UUID) -> LineCost:
        """Read what one piece of a line is bought in for; null until somebody has said it."""
        return line_cost(request.user, project_id, job_id, line_id)

    @operation(request=SetLineCostSerializer, response=LineCostSerializer)
    def put(self, request: Request, data: dict, project_id: UUID, job_id: UUID, line_id: UUID) -> LineCost:
        """Say what one piece of a line is bought in for: a part, a fee, or labour of others.

        Customers never see it, nor does who of the staff may not see cost.
        """
        return actions.set_line_cost(
            request.user,
            project_id,
            (job_id, line_id),
            data,
            check_precondition=self.check_precondition,
        )


class ProfitView(View):
    access = {"GET": May(Permission.SEE_COST)}
    names = {"GET": "readProfit"}

    @operation(response=ProfitSerializer)
    def get(self, request: Request, project_id: UUID) -> dict[str, Any]:
        """Read what is left of what a project sells, job by job.

        Sold hours stand beside logged time; work and what is bought in count at their cost. What nobody said
        the cost of is counted in `uncosted_seconds` and `uncosted_lines`; the profit is too high by that.
        """
        return profit_of(project_id)
