"""The rules of work."""

from typing import Any

from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.locking import locked
from projects.models import WorkPolicy
from workshop.models import Location


def change_policy(
    location: Location, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> WorkPolicy:
    """Rule: a policy counts for work that begins at its location from now on.

    Raises PreconditionFailed (412).
    """
    with transaction.atomic():
        WorkPolicy.objects.get_or_create(pk=location.pk)
        policy = locked(WorkPolicy.objects.all(), location.pk)
        check_precondition(policy)
        policy.update(data)
    return policy
