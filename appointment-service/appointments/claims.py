"""What is wanted of a resource. Beside the models, for mypy cannot read a NamedTuple among them."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

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
