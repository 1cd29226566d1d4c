"""What a location has to lend."""

from typing import Any
from uuid import UUID

from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.errors import refusing
from resources.actions import add_unit, change_unit
from resources.errors import LENDABLE_NAME_TAKEN
from resources.models import Lendable


def add_lendable(data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> Lendable:
    """Raises InvalidField (400), Conflict (409) lendable_name_taken."""
    with refusing(unique_lendable_name=LENDABLE_NAME_TAKEN):
        return add_unit(Lendable, data, store_reply)


def change_lendable(
    lendable_id: UUID, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> Lendable:
    """Rule: what is no longer active stays lent to whom it is promised, and is promised to nobody else.

    Raises NotFound (404), Conflict (409) lendable_name_taken.
    """
    with refusing(unique_lendable_name=LENDABLE_NAME_TAKEN):
        return change_unit(Lendable, lendable_id, data, check_precondition)
