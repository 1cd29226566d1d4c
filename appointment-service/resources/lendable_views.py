"""What a location has to lend: read by the staff, set by whoever may."""

from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsStaff, May
from chassis.api.views import View
from chassis.auth import Permission
from resources import lendable_actions as actions
from resources.errors import LENDABLE_NAME_TAKEN
from resources.lendable_serializers import (
    AddLendableSerializer,
    ChangeLendableSerializer,
    LendableSerializer,
)
from resources.models import Lendable
from resources.serializers import LocationFilters

CHANGES_IT = May(Permission.MANAGE_CALENDAR)


class LendablesView(View):
    access = {"GET": IsStaff, "POST": CHANGES_IT}

    @listing(
        response=LendableSerializer, filters=LocationFilters, ordering=("name",), default_ordering="name"
    )
    def get(self, request: Request) -> QuerySet[Lendable]:
        """List what there is to lend, each thing."""
        return Lendable.objects.all()

    @operation(
        request=AddLendableSerializer,
        response=LendableSerializer,
        status=201,
        idempotent=True,
        refuses=[LENDABLE_NAME_TAKEN],
    )
    def post(self, request: Request, data: dict) -> Lendable:
        """Add a thing to lend, such as a courtesy car."""
        return actions.add_lendable(data, store_reply=self.store_reply)


class LendableView(View):
    access = {"GET": IsStaff, "PATCH": CHANGES_IT}

    @operation(response=LendableSerializer)
    def get(self, request: Request, lendable_id: UUID) -> QuerySet[Lendable]:
        """Read a thing to lend."""
        return Lendable.objects.filter(pk=lendable_id)

    @operation(request=ChangeLendableSerializer, response=LendableSerializer, refuses=[LENDABLE_NAME_TAKEN])
    def patch(self, request: Request, data: dict, lendable_id: UUID) -> Lendable:
        """Change a thing to lend; without is_active it is promised to nobody else."""
        return actions.change_lendable(lendable_id, data, check_precondition=self.check_precondition)
