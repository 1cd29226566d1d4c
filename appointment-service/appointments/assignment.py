"""Why work was given to this technician and no other."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import models


class AssignmentReason(models.TextChoices):
    """Why a technician was chosen."""

    PREFERRED = "preferred"
    LEAST_BUSY = "least_busy"
    ONLY_ONE = "only_one"
    REASSIGNED = "reassigned"


def why_chosen(chosen: UUID, able: Sequence[Any], preferred: UUID | None) -> AssignmentReason:
    """Rule: whoever is asked for does it if they are free then, have the skill and are at work; else whoever
    of those who are has the fewest minutes to work that week."""
    if chosen == preferred:
        return AssignmentReason.PREFERRED
    return AssignmentReason.LEAST_BUSY if len(able) > 1 else AssignmentReason.ONLY_ONE
