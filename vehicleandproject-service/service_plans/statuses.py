"""Whether a reminder is due."""

from datetime import date, timedelta

from django.db import models

from service_plans.forecast import Known


class Status(models.TextChoices):
    SCHEDULED = "scheduled"
    DUE_SOON = "due_soon"
    DUE = "due"


def status_of(
    due_on: date | None, due_km: int | None, due_soon_days: int, due_soon_km: int, known: Known
) -> Status:
    """Rule: a service is due on its date or at its distance, whichever comes first, and soon so before."""

    def reached(days: int, km: int) -> bool:
        by_date = due_on is not None and known.today >= due_on - timedelta(days=days)
        return by_date or (due_km is not None and known.distance_km >= due_km - km)

    if reached(0, 0):
        return Status.DUE
    return Status.DUE_SOON if reached(due_soon_days, due_soon_km) else Status.SCHEDULED
