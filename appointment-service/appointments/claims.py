"""What is wanted of a resource. Beside the models, for mypy cannot read a NamedTuple among them."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from appointments.kinds import KINDS
from appointments.local_time import Span

# What is claimed, and from when.
Key = tuple[UUID, datetime]


class Claim(NamedTuple):
    """A resource that is wanted for a while."""

    kind: str
    resource_id: UUID
    during: Span

    @property
    def key(self) -> Key:
        return self.resource_id, self.during.start


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Rule: all who take have one order, so that nobody waits for somebody who waits for them: by kind, of a
    kind by id, and each from the earliest on."""
    return sorted(claims, key=lambda one: (KINDS.index(one.kind), *one.key))
