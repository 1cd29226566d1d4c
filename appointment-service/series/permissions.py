"""Whose series an account may see and change."""

from django.db.models import QuerySet

from chassis.auth import Actor
from series.models import Series


def series_visible_to(actor: Actor) -> QuerySet[Series]:
    """Rule: a customer sees and changes their own series; the workshop's staff all."""
    series = Series.objects.all()
    return series if actor.is_staff else series.filter(customer_id=actor.id)
