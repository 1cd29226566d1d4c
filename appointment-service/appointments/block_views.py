"""When bays and equipment are out of use for a while."""

from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from appointments import actions
from appointments.block_serializers import AddBlockSerializer, BlockFilters, BlockSerializer
from appointments.errors import IN_THE_WAY
from appointments.models import Block
from chassis.api.operations import listing, operation
from chassis.api.permissions import IsStaff, May
from chassis.api.views import View
from chassis.auth import Permission

CHANGES_IT = May(Permission.MANAGE_CALENDAR)


class BlocksView(View):
    access = {"GET": IsStaff, "POST": CHANGES_IT}

    @listing(response=BlockSerializer, filters=BlockFilters, ordering=("start",), default_ordering="start")
    def get(self, request: Request) -> QuerySet[Block]:
        """List when bays and equipment are out of use."""
        return Block.objects.all()

    @operation(
        request=AddBlockSerializer,
        response=BlockSerializer,
        status=201,
        idempotent=True,
        refuses=[IN_THE_WAY],
    )
    def post(self, request: Request, data: dict) -> Block:
        """Take a bay or a unit of equipment out of use for a while.

        Nothing gives way to it: 409 in_the_way names the bookings and holds that take it then, so that they
        are moved first.
        """
        return actions.add_block(data, store_reply=self.store_reply)


class BlockView(View):
    access = {"GET": IsStaff, "DELETE": CHANGES_IT}

    @operation(response=BlockSerializer)
    def get(self, request: Request, block_id: UUID) -> QuerySet[Block]:
        """Read when and why a bay or a unit of equipment is out of use."""
        return Block.objects.filter(pk=block_id)

    @operation(status=204)
    def delete(self, request: Request, block_id: UUID) -> None:
        """Let a bay or a unit of equipment be used again."""
        actions.remove_block(block_id, check_precondition=self.check_precondition)
