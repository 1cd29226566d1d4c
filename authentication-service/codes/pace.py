"""How many codes are asked for and sent within an hour."""

import math
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from codes.errors import TOO_MANY_CODES

WINDOW = timedelta(hours=1)


def refuse_after(most: int, rows: "QuerySet") -> None:
    """Raises TooMany (429) `too_many_codes` once `most` of these rows were made within the last hour, until
    the oldest of them is an hour old.
    """
    now = timezone.now()
    latest = rows.filter(created_at__gt=now - WINDOW).order_by("-created_at")
    oldest = next(iter(latest.values_list("created_at", flat=True)[most - 1 : most]), None)
    if oldest is not None:
        raise TOO_MANY_CODES(wait=math.ceil((oldest + WINDOW - now).total_seconds()))
