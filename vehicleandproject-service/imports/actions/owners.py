"""Whether those who are named as owners are customers: each is asked for once in a batch."""

from uuid import UUID

from rest_framework.exceptions import APIException

from chassis.errors import Unavailable
from vehicles import clients


class Owners:
    def __init__(self) -> None:
        self._known: dict[UUID, APIException | None] = {}

    def check(self, owner_id: UUID) -> None:
        """Raises InvalidField (400) for who is no customer, UpstreamUnavailable (503)."""
        if owner_id not in self._known:
            self._known[owner_id] = _refusal(owner_id)
        refusal = self._known[owner_id]
        if refusal:
            raise refusal


def _refusal(owner_id: UUID) -> APIException | None:
    try:
        clients.check_owner(owner_id)
    except Unavailable:
        raise
    except APIException as refusal:
        return refusal
    return None
