"""How many codes are asked for and sent within a time."""

import math
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from codes.errors import TOO_MANY_CODES

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def refuse_after(most: int, rows: "QuerySet", within: timedelta = HOUR) -> None:
    """Raises TooMany (429) `too_many_codes` once `most` of these rows were made `within` the last hour, until
    the oldest of them is an hour old.
    """
    now = timezone.now()
    latest = rows.filter(created_at__gt=now - within).order_by("-created_at")
    oldest = next(iter(latest.values_list("created_at", flat=True)[most - 1 : most]), None)
    if oldest is not None:
        raise TOO_MANY_CODES(wait=math.ceil((oldest + within - now).total_seconds()))
